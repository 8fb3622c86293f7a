/** The laws that an account falls under, the deadlines that they set, and what open cases promise against them. */
@CheckReturnValue
@NullMarked
package org.fairhold.regime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
