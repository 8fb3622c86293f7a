/** Cases: how they open, hear the person, are reviewed and decided by name, and close. */
@CheckReturnValue
@NullMarked
package org.fairhold.casework;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
