/** What follows from a measure that was wrong: the person gets back what it cost, and the owner of the rules sees which one erred. */
@CheckReturnValue
@NullMarked
package org.fairhold.redress;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
