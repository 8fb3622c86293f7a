/** Measures: imposed with their causes, watched, fulfilled, and ended. */
@CheckReturnValue
@NullMarked
package org.fairhold.measure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
