/** What staff do with cases beside deciding them: open by hand, hand over, reclassify, join, link, and keep notes. */
@CheckReturnValue
@NullMarked
package org.fairhold.caseload;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
