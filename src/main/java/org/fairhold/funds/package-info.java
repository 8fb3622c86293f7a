/** Holds: money kept back line by line, in proportion, and given back the moment its reason is gone. */
@CheckReturnValue
@NullMarked
package org.fairhold.funds;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
