/** What somebody tells the desk about an account, and what became of it. */
@CheckReturnValue
@NullMarked
package org.fairhold.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
