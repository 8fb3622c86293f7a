/** The desk's own pages: the case file with its notes and verbs, the way to it from any number, and who is on call. */
@CheckReturnValue
@NullMarked
package org.fairhold.page.desk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
