/** What a signed-in member of staff may do in the engine: decided by groups, never by rows for single tasks. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.rights;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
