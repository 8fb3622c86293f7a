/** Keeps what owners write from reaching past the diagrams: into the engine, the application or the machine. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.guard;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
