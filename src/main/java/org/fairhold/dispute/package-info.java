/** Disputes of two parties about one contract: both heard, an outcome by name, and a refund only by the freelancer's consent. */
@CheckReturnValue
@NullMarked
package org.fairhold.dispute;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
