/** Who an account is, what it may do, and the causes that block it. */
@CheckReturnValue
@NullMarked
package org.fairhold.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
