/** Who signs in, and who may know of a confidential case: the engine's tenant for these, and its members. */
@CheckReturnValue
@NullMarked
package org.fairhold.process.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
