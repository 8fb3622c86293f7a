/** How an account stands: what is on its record, and what the owners' tables would say to more of it. */
@CheckReturnValue
@NullMarked
package org.fairhold.outlook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
