package org.fairhold.mediation;

/** What came of it at the body. */
public enum Result {
    /** The body finds that the measure was right. */
    UPHELD(FoundFor.FAIRHOLD),
    /** The body finds that the measure should not have been. */
    SET_ASIDE(FoundFor.PERSON),
    /** The body finds that a milder measure would have done. */
    CHANGED(FoundFor.PERSON),
    /** The parties of a dispute agreed. */
    AGREED(FoundFor.NEITHER),
    /** The mediator recommends something to the parties of a dispute. */
    RECOMMENDED(FoundFor.NEITHER),
    NO_AGREEMENT(FoundFor.NEITHER),
    /** The parties had settled it before. */
    SETTLED(FoundFor.NEITHER),
    /** It ended without an answer. */
    NO_RESULT(FoundFor.NEITHER);

    /** For whom the body found, which says by law who bears its cost (DSA Art. 21(5)). */
    public enum FoundFor {
        PERSON,
        FAIRHOLD,
        NEITHER
    }

    private final FoundFor foundFor;

    Result(FoundFor foundFor) {
        this.foundFor = foundFor;
    }

    public FoundFor foundFor() {
        return foundFor;
    }

    /** Whether a human must say what we do about it: it does not bind us (DSA Art. 21(2)). */
    public boolean asksForRemedy() {
        return this == SET_ASIDE || this == CHANGED;
    }
}
