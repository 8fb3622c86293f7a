/** The statement of reasons: immutable, numbered, complete. */
@CheckReturnValue
@NullMarked
package org.fairhold.statement;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
