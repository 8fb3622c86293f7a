/** The statement as a file that stays the same to the byte: a tagged PDF, made once (P2B Art. 4(1): a durable medium). */
@CheckReturnValue
@NullMarked
package org.fairhold.durable;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
