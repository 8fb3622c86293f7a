/** The engine's side: delegates, forms, variables, deployment. The only package that knows Camunda. */
@CheckReturnValue
@NullMarked
package org.fairhold.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
