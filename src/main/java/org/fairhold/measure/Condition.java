package org.fairhold.measure;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.jspecify.annotations.Nullable;

/**
 * Something the person must do to be reinstated.
 *
 * @param code a fix step of the clause
 * @param contracts those that must have ended; empty where the person says that it is done
 * @param round 1, and one more each time the desk asks again
 * @param metAt when the person said it is done, or the last of its contracts ended
 */
public record Condition(
        ConditionId id,
        CaseNumber caseNumber,
        MeasureId measureId,
        int round,
        String code,
        List<ContractId> contracts,
        Instant due,
        @Nullable Instant metAt) {}
