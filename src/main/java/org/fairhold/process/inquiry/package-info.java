/** The steps of an inquiry, who answers it, and the rounds that fetch the mails. */
@NullMarked
@CheckReturnValue
package org.fairhold.process.inquiry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
