package org.fairhold.funds;

import org.fairhold.measure.Ending;

/** Why held money went back to its holder. */
public enum Why {
    CONTRACT_COMPLETED,
    /** Less is at stake than when the line was placed. */
    ABOVE_LIMIT,
    /** A human gave back the line of a contract that ended badly. */
    LINE_DECIDED,
    CASE_DECIDED,
    EXPIRED,
    UNCONFIRMED,
    UNJUSTIFIED,
    OVERTURNED,
    WITHDRAWN,
    /** There was no fraud. */
    UNFOUNDED,
    /** The marketplace could not hold it, so it never was. */
    NOT_HELD;

    /** Why what a measure keeps goes back when it ends so. */
    public static Why of(Ending ending) {
        return switch (ending) {
            case DECIDED -> CASE_DECIDED;
            case EXPIRED -> EXPIRED;
            case UNCONFIRMED -> UNCONFIRMED;
            case UNJUSTIFIED -> UNJUSTIFIED;
            case OVERTURNED -> OVERTURNED;
            case WITHDRAWN -> WITHDRAWN;
            case UNFOUNDED -> UNFOUNDED;
            case RELEASED, REINSTATED -> throw new IllegalStateException("nothing is left to give back at " + ending);
        };
    }
}
