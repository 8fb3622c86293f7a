package org.fairhold.mediation;

import java.time.Instant;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.measure.MeasureId;
import org.fairhold.outside.Body;
import org.jspecify.annotations.Nullable;

/**
 * Somebody independent looks at a measure, or helps the two parties of a dispute.
 *
 * @param number such as MED-1001
 * @param measure what the body looks at; null in a dispute
 * @param contract of the dispute; null where a measure is looked at
 * @param body its code in the owners' files
 * @param bodyName as that file said it when the mediation was opened
 * @param reference how the body calls it
 * @param toldByPerson whether the person told us, or the desk recorded it
 * @param openedAt the beginning of the day on which the body opened it, where the person lives
 * @param answerDue when the body has our answer, twenty days after we were told at most; null until it is planned
 * @param resultDue when the body's result is due, ninety days after it opened at most, or 180 once extended
 * @param answeredAt when we answered the body
 * @param extendedUntil the day to which it was extended; null where it was not
 * @param remedy what a human decided about a result against us
 * @param endedAt when its result was there, and what follows from it decided
 */
public record Mediation(
        String number,
        CaseNumber caseNumber,
        @Nullable MeasureId measure,
        @Nullable ContractId contract,
        String body,
        String bodyName,
        Body.Kind bodyKind,
        @Nullable String reference,
        boolean toldByPerson,
        Instant openedAt,
        Instant toldAt,
        @Nullable Instant answerDue,
        @Nullable Instant resultDue,
        @Nullable Instant answeredAt,
        @Nullable Instant extendedUntil,
        @Nullable Result result,
        @Nullable Instant resultAt,
        @Nullable Consequence remedy,
        @Nullable Instant endedAt) {
    public boolean open() {
        return endedAt == null;
    }

    public boolean ofDispute() {
        return measure == null;
    }

    /** Refused as CONFLICT once its result is there. */
    void requireNoResult() {
        if (result != null || !open()) {
            throw Refused.conflict("The result of %s is there already.".formatted(number));
        }
    }
}
