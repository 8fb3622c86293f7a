/** Who acts for somebody in a case: recorded with what they may do, by whose word and until when, before they learn anything. */
@NullMarked
@CheckReturnValue
package org.fairhold.representative;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
