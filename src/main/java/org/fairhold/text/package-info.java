/** Personal text, kept apart from everything else so that it can be erased alone. */
@CheckReturnValue
@NullMarked
package org.fairhold.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
