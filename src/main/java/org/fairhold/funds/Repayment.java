package org.fairhold.funds;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.casework.CaseNumber;
import org.fairhold.measure.MeasureId;
import org.jspecify.annotations.Nullable;

/**
 * What was reversed and, because the freeze was wrong, is owed to whose money it was.
 *
 * @param afterClosure whether the closure was wrong, which took the freeze's place: then the fraud may stand
 * @param how OWN_FUNDS, CLIENT_RETURNED, NOTHING_LEFT or FRAUD_STANDS; null until somebody said so
 * @param reference under which the payment can be found; null likewise
 * @param doneAt when somebody else had signed that it is settled; null before
 */
public record Repayment(
        MeasureId measureId,
        CaseNumber caseNumber,
        boolean afterClosure,
        Instant owedAt,
        @Nullable UUID proposal,
        @Nullable String how,
        @Nullable String reference,
        @Nullable String settledBy,
        @Nullable String signedBy,
        @Nullable Instant doneAt) {
    public boolean open() {
        return doneAt == null;
    }
}
