/** Accounts that somebody else has taken over: from when on, whom we may write to, the owner's proof and lock, what is undone. */
@CheckReturnValue
@NullMarked
package org.fairhold.takeover;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
