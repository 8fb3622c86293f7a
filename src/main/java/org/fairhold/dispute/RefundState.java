package org.fairhold.dispute;

/** How far a refund is to which the freelancer has consented. */
public enum RefundState {
    /** The marketplace has still to confirm a release, or the refund itself. */
    WAITING,
    DONE,
    /** The marketplace has rejected a release or the refund; a human decides what then. */
    STUCK
}
