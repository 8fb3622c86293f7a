/** Files that people send to show what happened: checked by what they hold, kept as personal data, never run or shown in place. */
@NullMarked
@CheckReturnValue
package org.fairhold.evidence;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
