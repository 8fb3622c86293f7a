/** The support organisation: who is on the staff, in which groups, and who is absent. */
@CheckReturnValue
@NullMarked
package org.fairhold.desk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
