package org.fairhold.outlook;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Finds thresholds by asking the tables, whatever an owner wrote into their cells. */
final class Probe {
    private Probe() {}

    /** The smallest number above {@code below}, and up to {@code max}, from which on it holds; a threshold is passed once. */
    static OptionalInt first(int below, int max, IntPredicate holds) {
        if (!holds.test(max)) {
            return OptionalInt.empty();
        }
        var not = below;
        var does = max;
        while (does - not > 1) {
            var middle = (not + does) / 2;
            if (holds.test(middle)) {
                does = middle;
            } else {
                not = middle;
            }
        }
        return OptionalInt.of(does);
    }
}
