package org.fairhold.measure;

/** How a measure ended. */
public enum Ending {
    /** The fix was checked by a human. */
    REINSTATED,
    /** Its end date came. */
    EXPIRED,
    /** Nobody confirmed it in time. */
    UNCONFIRMED,
    /** A human reviewed it and found it not justified any more. */
    UNJUSTIFIED,
    /** An appeal was granted. */
    OVERTURNED,
    /** Whoever decided it, or a lead, took it back as wrong. */
    WITHDRAWN,
    /** A freeze whose suspicion had no reason. */
    UNFOUNDED,
    /** A hold of which nothing is left: every line was given back, each by its own contract. */
    RELEASED,
    /** A hold whose case was decided, or a freeze whose account was closed instead. */
    DECIDED
}
