/** The marketplace's door: the HTTP API under /api/v1. */
@CheckReturnValue
@NullMarked
package org.fairhold.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
