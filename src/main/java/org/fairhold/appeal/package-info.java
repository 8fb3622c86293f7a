/** Appeals: lodged, and answered by somebody else than decided. */
@CheckReturnValue
@NullMarked
package org.fairhold.appeal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
