package org.fairhold.regime;

import java.time.Instant;

/** What we promise the person affected in days, and what no table makes weaker for them. */
public enum Deadline {
    /** How long our answer to an appeal may take: at most two weeks (never-rule 11, PWD Art. 11(2)). */
    APPEAL_ANSWER(14, true),
    /** How long a measure can be appealed: at least six months (DSA Art. 20(1)). */
    APPEAL_WINDOW(184, false),
    /** How long before its day a closure is announced: at least thirty days (P2B Art. 4(2)). */
    CLOSURE_NOTICE(30, false);

    private final int floorDays;
    private final boolean shortIsStrict;

    Deadline(int floorDays, boolean shortIsStrict) {
        this.floorDays = floorDays;
        this.shortIsStrict = shortIsStrict;
    }

    /** What holds where no table says anything stricter. */
    public Term floor() {
        return new Term(floorDays, "Fairhold");
    }

    /** Whether so many days are worse for the person than the others. */
    public boolean isWeaker(int days, int than) {
        return shortIsStrict ? days > than : days < than;
    }

    /** Whether that day is worse for the person than the other. */
    boolean isWeaker(Instant day, Instant than) {
        return shortIsStrict ? day.isAfter(than) : day.isBefore(than);
    }
}
