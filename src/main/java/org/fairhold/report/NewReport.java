package org.fairhold.report;

import java.time.Instant;
import java.util.List;
import org.fairhold.account.AccountId;
import org.jspecify.annotations.Nullable;

/** A report as it comes in: at least one fact, none of them in the future. */
public record NewReport(
        AccountId subjectId,
        Report.Source source,
        @Nullable String reporterId,
        String kind,
        List<Fact> facts,
        @Nullable Instant suspectedSince,
        @Nullable String externalId) {
    public record Fact(
            @Nullable String code,
            String text,
            @Nullable String value,
            Instant occurredAt,
            @Nullable String contractId) {}
}
