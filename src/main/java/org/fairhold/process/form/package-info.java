/** What people decide in Tasklist: checked here, written to the domain, and only codes left to the engine. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.form;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
