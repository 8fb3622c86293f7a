/** The clock that can be moved, and everything that becomes due on the way. */
@CheckReturnValue
@NullMarked
package org.fairhold.demo.clock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
