package org.fairhold.representative;

/** By what we know that somebody may act for a person. */
public enum Proof {
    /** The person named them on their own page. */
    NAMED,
    /** The marketplace did, for its signed-in user. */
    MARKETPLACE,
    /** They asked, and the person confirmed it. */
    CONFIRMED,
    /** They asked, the person could not answer, and a human accepted the mandate that they sent. */
    MANDATE
}
