package org.fairhold.representative;

/** By whom or by what it ended that somebody acts for a person. */
public enum Ended {
    PERSON,
    MARKETPLACE,
    DESK,
    /** The day that was said from the beginning. */
    DATE,
    /** The case is closed, and nothing in it can be appealed any more. */
    CASE_OVER,
    /** Whoever named them may not have been the owner of the account. */
    TAKEOVER
}
