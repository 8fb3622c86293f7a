/** Fairhold, the enforcement desk: composition, time and settings. */
@CheckReturnValue
@NullMarked
package org.fairhold;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
