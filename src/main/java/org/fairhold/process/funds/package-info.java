/** The steps of a hold, and what the diagrams hear of contracts and commands. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.funds;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
