package org.fairhold.measure;

import java.time.Instant;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * Something the person must do to be reinstated.
 *
 * @param code a fix step of the clause
 * @param round 1, and one more each time the desk asks again
 * @param metAt when the person said it is done
 */
public record Condition(
        ConditionId id,
        CaseNumber caseNumber,
        MeasureId measureId,
        int round,
        String code,
        Instant due,
        @Nullable Instant metAt) {}
