/** The steps of a takeover that it does not share with an investigation of fraud, and what its diagram hears. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.takeover;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
