/** The contracts of the marketplace, as far as a case needs them. */
@CheckReturnValue
@NullMarked
package org.fairhold.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
