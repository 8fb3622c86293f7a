/** The steps of a closure and of its second signature, and the rounds that find out who was paid out. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.closure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
