package org.fairhold.demo.clock;

/** Something beside the engine that may have work which is due, such as the outbox. */
@FunctionalInterface
public interface Settling {
    /** Does in this thread what is due now; returns how much that was. What fails becomes due later than now. */
    int settle();
}
