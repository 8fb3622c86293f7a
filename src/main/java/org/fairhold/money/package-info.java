/** Exact amounts in minor units. */
@CheckReturnValue
@NullMarked
package org.fairhold.money;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
