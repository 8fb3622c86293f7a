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
    /** An appeal put a milder one in its place. */
    CHANGED,
    /** An appeal against it was not answered in time; only of a hold, which cannot be paused. */
    UNANSWERED,
    /** Whoever decided it, or a lead, took it back as wrong. */
    WITHDRAWN,
    /** A freeze whose suspicion had no reason. */
    UNFOUNDED,
    /** The freeze of an account that was taken over, which its proven owner has back. */
    RESTORED,
    /** A hold of which nothing is left: every line was given back, each by its own contract. */
    RELEASED,
    /** A hold whose case was decided, or a freeze whose account was closed instead. */
    DECIDED
}
