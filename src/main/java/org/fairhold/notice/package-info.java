/** What we tell people, in their language, and that we told them. */
@CheckReturnValue
@NullMarked
package org.fairhold.notice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
