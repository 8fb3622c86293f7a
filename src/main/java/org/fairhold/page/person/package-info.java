/** The case page of the person affected: what happened, what to do by when, and where they say their part. */
@NullMarked
@CheckReturnValue
package org.fairhold.page.person;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
