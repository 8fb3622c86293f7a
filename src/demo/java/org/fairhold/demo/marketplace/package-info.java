/** The reference marketplace: what the other side of the desk's door does, small and real enough to try. */
@CheckReturnValue
@NullMarked
package org.fairhold.demo.marketplace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
