package org.fairhold.appeal;

import java.time.Instant;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.measure.MeasureId;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;

/**
 * Somebody does not agree with a measure.
 *
 * @param number such as A-1001
 * @param answerDue within two weeks (PWD Art. 11(2))
 * @param outcome UPHOLD, CHANGE, OVERTURN, ANSWERED, or MOOT where the measure was withdrawn meanwhile
 */
public record Appeal(
        String number,
        CaseNumber caseNumber,
        MeasureId measureId,
        TextRef text,
        Instant lodgedAt,
        Instant answerDue,
        @Nullable Instant answeredAt,
        @Nullable String outcome) {
    /** Whether it waits for its answer. */
    public boolean open() {
        return answeredAt == null;
    }

    /** Refused as CONFLICT when it was answered. */
    void requireOpen() {
        if (!open()) {
            throw Refused.conflict("This appeal has been answered.");
        }
    }
}
