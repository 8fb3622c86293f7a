/** The steps of the report diagram. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
