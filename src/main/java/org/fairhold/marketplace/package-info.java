/** The door to the marketplace: what we ask of it, and what became of it. */
@CheckReturnValue
@NullMarked
package org.fairhold.marketplace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
