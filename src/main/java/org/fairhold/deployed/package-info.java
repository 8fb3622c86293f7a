/** The owners' files that are in force, the same on every node. */
@CheckReturnValue
@NullMarked
package org.fairhold.deployed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
