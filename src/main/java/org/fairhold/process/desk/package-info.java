/** The staff's side of the engine: groups, queues, the signed-in user and the case file beside the task. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.desk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
