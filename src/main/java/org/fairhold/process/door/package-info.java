/** The door in front of the engine's web applications: what a browser may ask of them, and everything else refused. */
@NullMarked
@CheckReturnValue
package org.fairhold.process.door;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
