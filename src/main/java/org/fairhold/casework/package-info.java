/** Cases, decisions, findings, measures and what ends them. */
@CheckReturnValue
@NullMarked
package org.fairhold.casework;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
