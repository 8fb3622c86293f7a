/** How the owners' files reach the running desk: at start, by upload, checked first and as one set; and how cases follow. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.deployment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
