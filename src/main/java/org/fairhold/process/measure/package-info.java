/** The steps of the warning, restriction and reinstatement diagrams. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.measure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
