/** Poor performance: what an account's contracts came to over a window, and whether that is a consistent history. */
@CheckReturnValue
@NullMarked
package org.fairhold.performance;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
