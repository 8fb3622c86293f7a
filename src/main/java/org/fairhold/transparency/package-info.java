/** Statements in the form of the EU's database (DSA Art. 24(5)): what may leave, without personal data, and the rules that guard it. */
@CheckReturnValue
@NullMarked
package org.fairhold.transparency;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
