/** The direct line between a person and whoever manages their case: addresses to answer to, and messages that are answered in time. */
@NullMarked
@CheckReturnValue
package org.fairhold.line;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
