/** The rounds that end what somebody may do for another. */
@NullMarked
@CheckReturnValue
package org.fairhold.process.representative;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
