package org.fairhold.marketplace;

/** The marketplace did not answer, or not in time: whether anything was done is unknown. Holds no personal data. */
public class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    public NoAnswer(String reason, Throwable cause) {
        super(reason, cause);
    }
}
