/** The steps of a mediation, and what its diagram and that of a dispute hear of it. */
@NullMarked
@CheckReturnValue
package org.fairhold.process.mediation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
