package org.fairhold.dispute;

/** What came out between the two parties. It is held against neither of them. */
public enum Outcome {
    /** Both said that they agree to this; it may refund nothing. */
    AGREED,
    FOUND_FOR_FREELANCER,
    FOUND_FOR_CLIENT,
    /** They try to agree with a mediator's help. */
    MEDIATION,
    /** The mediation has ended without an agreement. */
    NO_AGREEMENT
}
