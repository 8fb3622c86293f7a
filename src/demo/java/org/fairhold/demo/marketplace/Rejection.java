package org.fairhold.demo.marketplace;

import org.fairhold.marketplace.Answer;

/** Ends an operation that cannot be carried out; its transaction takes back whatever it began. */
class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Answer.Reason reason;

    /** @param detail for people, without personal data */
    Rejection(Answer.Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Answer.Rejected answer() {
        return new Answer.Rejected(reason, String.valueOf(getMessage()));
    }
}
