/** The steps of the appeal diagram. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.appeal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
