/** The steps of the policy violation diagram. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.violation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
