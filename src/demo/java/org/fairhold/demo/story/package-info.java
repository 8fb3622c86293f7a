/** The seeded stories: invented people, each at another point of the same diagrams. */
@CheckReturnValue
@NullMarked
package org.fairhold.demo.story;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
