/** The support organisation: who is absent. */
@CheckReturnValue
@NullMarked
package org.fairhold.desk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
