package org.fairhold.measure;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.jspecify.annotations.Nullable;

/** What happened to a measure. Published in the transaction in which it happened. */
public sealed interface MeasureEvent {
    CaseNumber caseNumber();

    /**
     * A measure was imposed; whoever writes its statement does so now, or nothing of it is committed.
     *
     * @param effects what it takes away and leaves
     * @param acknowledgementDue until when a warning can be acknowledged
     */
    record Imposed(
            CaseNumber caseNumber,
            Measure measure,
            Effects.Preview effects,
            List<Condition> conditions,
            @Nullable Instant acknowledgementDue)
            implements MeasureEvent {}

    record Acknowledged(CaseNumber caseNumber, Measure measure) implements MeasureEvent {}

    /** Everything that was asked for is there. */
    record ConditionsMet(CaseNumber caseNumber, Measure measure) implements MeasureEvent {}

    record AskedAgain(CaseNumber caseNumber, Measure measure, Decision why, List<Condition> conditions)
            implements MeasureEvent {}

    record ReinstatementRefused(CaseNumber caseNumber, Measure measure, Decision why) implements MeasureEvent {}

    record Confirmed(CaseNumber caseNumber, Measure measure, Decision why, Instant nextReview)
            implements MeasureEvent {}

    /** The day on which the account is closed is near. */
    record ClosureNear(CaseNumber caseNumber, Measure measure) implements MeasureEvent {}

    /** The day has come on which the account is closed. */
    record ClosureReached(CaseNumber caseNumber, Measure measure) implements MeasureEvent {}

    /** The closed account has no running contract and no money any more. */
    record ClosureSettled(CaseNumber caseNumber, Measure measure) implements MeasureEvent {}

    /** @param why the decision that ended it, where a human did */
    record Ended(CaseNumber caseNumber, Measure measure, Ending as, @Nullable Decision why) implements MeasureEvent {}
}
