/** What is left to do for a closed account: its last work ends, its money goes back and is paid out. */
@CheckReturnValue
@NullMarked
package org.fairhold.closure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
