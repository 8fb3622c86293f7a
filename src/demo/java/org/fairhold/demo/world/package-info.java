/** The world of the demo, made anew while nothing else runs. */
@CheckReturnValue
@NullMarked
package org.fairhold.demo.world;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
