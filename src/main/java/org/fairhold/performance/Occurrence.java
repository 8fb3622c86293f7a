package org.fairhold.performance;

import java.util.List;

/** What can have gone wrong on a contract. Each counts once a contract. */
public enum Occurrence {
    /** Told by the contract's client or by the marketplace itself. */
    NON_DELIVERY,
    POOR_COMMUNICATION,
    UNACCEPTABLE_WORK,
    /** The client's feedback, as it is now, is 1 or 2. */
    NEGATIVE_FEEDBACK,
    /** The contract ended as failed. */
    FAILED;

    static final int NEGATIVE_MAX = 2;

    /** What somebody can report of a contract, as the code of a fact. The rest shows by itself. */
    public static List<Occurrence> complaints() {
        return List.of(NON_DELIVERY, POOR_COMMUNICATION, UNACCEPTABLE_WORK);
    }
}
