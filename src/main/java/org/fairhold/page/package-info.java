/** The pages people look at: the case file beside the task. */
@CheckReturnValue
@NullMarked
package org.fairhold.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
