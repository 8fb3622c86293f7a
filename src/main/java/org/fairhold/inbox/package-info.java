/** Mails that people send us: fetched, kept as they came, judged, and read as far as they are new. Their senders are believed nothing. */
@NullMarked
@CheckReturnValue
package org.fairhold.inbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
