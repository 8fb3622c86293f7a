/** The steps of the poor performance diagram that no other diagram has. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.performance;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
