/** How the person affected gets to their case: links that open it once, and the visits that they begin. */
@NullMarked
@CheckReturnValue
package org.fairhold.visit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
