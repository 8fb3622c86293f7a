/** What is held of the owners' files before they run, the same at every door: each complaint names file, element and rule. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.check;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
