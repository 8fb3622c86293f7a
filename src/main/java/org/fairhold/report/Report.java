package org.fairhold.report;

import java.time.Instant;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;

/**
 * What somebody told the desk about an account.
 *
 * @param number our own, such as R-1001
 * @param kind a clause's code, or POOR_PERFORMANCE, DISPUTE, FRAUD_SUSPICION, ACCOUNT_TAKEOVER
 * @param externalId the sender's own, by which a repetition is recognised
 */
public record Report(
        String number,
        AccountId subjectId,
        Source source,
        @Nullable String reporterId,
        String kind,
        List<Fact> facts,
        @Nullable Instant suspectedSince,
        @Nullable String externalId,
        Instant receivedAt) {
    public enum Source {
        CLIENT,
        FREELANCER,
        SYSTEM,
        STAFF,
        OWNER,
        CHARGEBACK
    }

    /**
     * One thing that happened.
     *
     * @param value a count, a share or another measure, as the sender wrote it
     */
    public record Fact(
            int position,
            @Nullable String code,
            TextRef text,
            @Nullable String value,
            Instant occurredAt,
            @Nullable String contractId) {}

    public Instant newestFact() {
        return facts.stream().map(Fact::occurredAt).max(Instant::compareTo).orElse(receivedAt);
    }
}
