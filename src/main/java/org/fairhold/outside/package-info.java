/** The bodies outside that people can turn to, as their owner's files name them. */
@CheckReturnValue
@NullMarked
package org.fairhold.outside;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
