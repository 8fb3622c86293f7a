/** The case file: everything the desk knows about a case, one class for each part of the page. */
@CheckReturnValue
@NullMarked
package org.fairhold.page.casefile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
