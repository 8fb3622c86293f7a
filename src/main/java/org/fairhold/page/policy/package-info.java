/** The rules that everybody can read: every version, what changed, and the tables that decide. */
@CheckReturnValue
@NullMarked
package org.fairhold.page.policy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
