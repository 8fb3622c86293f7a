package org.fairhold.representative;

/**
 * What a representative may do besides reading. Never among it: money, the account, and what only the person themselves can learn
 * or acknowledge.
 */
public enum Right {
    /** Answer, show evidence, and say which steps were done. */
    ANSWER,
    /** Ask for a review, and talk in it (PWD Art. 11(2)). */
    APPEAL
}
