package org.fairhold.casework;

/** How a case ended. */
public enum Closing {
    NO_VIOLATION,
    NO_MEASURE,
    /** What happened on the person's contracts is no pattern. */
    NO_CONSISTENT_HISTORY,
    /** A human determined that nobody was harmed. */
    NO_HARM,
    WARNED,
    MEASURE_ENDED,
    OVERTURNED,
    /** The account is closed, its last work has ended and its money is paid out. */
    ACCOUNT_CLOSED,
    /** The measure was taken back by the desk itself. */
    WITHDRAWN,
    /** A dispute whose outcome refunds nothing. */
    DECIDED,
    /** A dispute after which the freelancer refunded what they consented to. */
    REFUNDED,
    /** A dispute with an outcome that nobody can enforce here: both were told the ways outside. */
    NOT_REFUNDED,
    /** A dispute that its parties settled between themselves. */
    SETTLED,
    /** A suspicion of fraud that nobody froze anything for. */
    NO_SUSPICION,
    /** An investigation found no fraud. */
    UNFOUNDED,
    /** Confirmed fraud, and all that was to be decided about it is. */
    FRAUD_SETTLED,
    /** An account that was taken over, and that its owner has back. */
    RESTORED,
    /** It goes on in a case under another rule. */
    RECLASSIFIED,
    /** It goes on as part of another case. */
    JOINED
}
