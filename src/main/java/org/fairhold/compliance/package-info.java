/** What compliance takes out: statements and figures of a period, the same to the byte each time, and a note of each export. */
@CheckReturnValue
@NullMarked
package org.fairhold.compliance;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
