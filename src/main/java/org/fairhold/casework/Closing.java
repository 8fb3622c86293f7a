package org.fairhold.casework;

/** How a case ended. */
public enum Closing {
    NO_VIOLATION,
    NO_MEASURE,
    WARNED,
    MEASURE_ENDED,
    OVERTURNED
}
