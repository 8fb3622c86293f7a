/** Mediation and out-of-court settlement: opened at a body, answered in time, its result and its cost recorded, and what follows by a human. */
@CheckReturnValue
@NullMarked
package org.fairhold.mediation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
