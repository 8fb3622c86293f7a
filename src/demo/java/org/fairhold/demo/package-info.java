/** The demo: the whole desk on one machine, its doors, its invented people. Absent from the production jar. */
@CheckReturnValue
@NullMarked
package org.fairhold.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
