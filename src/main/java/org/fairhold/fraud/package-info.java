/** Suspicions of fraud: who is called, the freeze, what is withheld, the investigation and what it finds. */
@CheckReturnValue
@NullMarked
package org.fairhold.fraud;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
