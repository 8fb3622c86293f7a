/** What was mailed, to look at, and a way to mail back. */
@CheckReturnValue
@NullMarked
package org.fairhold.demo.mailbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
