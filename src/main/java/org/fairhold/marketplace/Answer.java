package org.fairhold.marketplace;

/** What the marketplace answers to a command. */
public sealed interface Answer {
    /** It is done. @param reference the marketplace's own, for people who look into it */
    record Done(String reference) implements Answer {}

    /** It will be done; a message confirms it. */
    record Accepted(String reference) implements Answer {}

    /** It was not done and never will be; nothing has been changed. @param detail for people, without personal data */
    record Rejected(Reason reason, String detail) implements Answer {}

    /** Why a command cannot be carried out. */
    enum Reason {
        UNKNOWN_ACCOUNT,
        UNKNOWN_CONTRACT,
        UNKNOWN_HOLD,
        NOT_ENOUGH_MONEY,
        MORE_THAN_HELD,
        WRONG_CURRENCY,
        /** The key was used for another command. */
        KEY_REUSED,
        NOT_ALLOWED,
        CANNOT_BE_UNDONE
    }
}
