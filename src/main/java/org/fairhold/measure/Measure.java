package org.fairhold.measure;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Review.Finding;
import org.fairhold.performance.RecordNumber;
import org.fairhold.policy.ClauseCode;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * What was done about an account. Only ever added; how it ended is a row of its own.
 *
 * @param decisionId the decision of the human who decided exactly this kind (never-rule 3)
 * @param findingId the finding it rests on (never-rule 4)
 * @param performanceRecord the consistent history that a measure for poor performance rests on (never-rule 5)
 * @param statementNumber the statement of reasons issued in the same transaction (never-rule 1)
 * @param reviewAt when it is looked at again
 * @param effectiveAt when it takes effect; of a closure, when its notice was given
 * @param endsAt when it ends by itself
 * @param closure the days of a closure; null for every other measure
 */
public record Measure(
        @Id MeasureId id,
        CaseNumber caseNumber,
        Ground ground,
        AccountId subjectId,
        MeasureKind kind,
        ClauseCode clause,
        int clauseVersion,
        UUID decisionId,
        @Nullable UUID findingId,
        @Nullable Finding findingResult,
        @Nullable RecordNumber performanceRecord,
        String statementNumber,
        Instant effectiveAt,
        @Nullable Instant reviewAt,
        @Nullable Instant endsAt,
        @Embedded.Nullable(prefix = "closure_") @Nullable ClosureDates closure) {}
