/** The steps of an investigation of fraud, and what its diagram hears. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.fraud;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
