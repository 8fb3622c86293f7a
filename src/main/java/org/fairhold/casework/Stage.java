package org.fairhold.casework;

/** How far a case has come. */
public enum Stage {
    OPENED,
    ANSWER_INVITED,
    UNDER_REVIEW,
    AWAITING_DECISION,
    /** Decided, and handed to the process that carries the measure. */
    DECIDED,
    WARNED,
    MEASURE_IN_FORCE,
    CLOSED
}
