/** The steps that every diagram has: a request with a date, an escalation, a closing. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.step;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
