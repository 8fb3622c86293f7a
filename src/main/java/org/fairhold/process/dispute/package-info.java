/** The steps of a dispute, and what its diagram hears of answers, contracts and commands. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.dispute;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
