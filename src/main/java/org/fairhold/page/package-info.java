/** The pages people look at, a room for each kind of reader. */
@CheckReturnValue
@NullMarked
package org.fairhold.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
