/** The marketplace's clauses: versions in force, plain text, fix steps and lessons, read from the owners' files. */
@CheckReturnValue
@NullMarked
package org.fairhold.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
