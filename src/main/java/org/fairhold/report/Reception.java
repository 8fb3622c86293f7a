package org.fairhold.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of a report.
 *
 * @param duplicate whether the same source had sent it before; then the rest is the answer it got the first time
 */
public record Reception(String reportNumber, @Nullable String caseNumber, Outcome outcome, boolean duplicate) {
    public enum Outcome {
        /** A case was opened. */
        OPENED,
        /** It belongs to a case that is open already. */
        JOINED,
        /** No case: the reporter was told why. */
        ANSWERED
    }
}
