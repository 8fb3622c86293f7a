/** What leaves the JVM, once committed: leased, retried, buried with a word to the desk. */
@CheckReturnValue
@NullMarked
package org.fairhold.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
