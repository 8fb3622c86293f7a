package org.fairhold.measure;

import java.time.Instant;

/**
 * What a statement promises about an appeal against its measure.
 *
 * @param until when it can be lodged
 * @param answerDays how long our answer may take
 */
public record AppealTerms(Instant until, int answerDays) {
    /** Of each promise the better one for the person: what was said before stands. */
    public AppealTerms orBetter(AppealTerms other) {
        return new AppealTerms(
                until.isAfter(other.until) ? until : other.until, Math.min(answerDays, other.answerDays));
    }
}
