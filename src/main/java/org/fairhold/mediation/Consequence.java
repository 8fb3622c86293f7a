package org.fairhold.mediation;

/** What we do about a body's answer against us. */
public enum Consequence {
    /** The measure ends at once, as after a granted appeal. */
    OVERTURN,
    /** A milder measure takes its place. */
    CHANGE,
    /** The measure stays, and the person reads why. */
    DECLINE
}
