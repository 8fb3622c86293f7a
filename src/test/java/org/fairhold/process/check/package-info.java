/** What the build holds of the owners' diagrams, tables and forms: each complaint names file, element and rule. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.check;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
