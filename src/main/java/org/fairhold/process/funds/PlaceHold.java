package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Enforcement.HoldTerms;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Places the hold that was decided, with its statement and its commands, in one transaction.",
        reads = {"endAfterDays", "reviewAfterDays", "reviewEveryDays"},
        sets = {"holdPlaced", "measureEnds", "reviewCycle"})
class PlaceHold implements JavaDelegate {
    private final Holds holds;

    PlaceHold(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var placed = holds.place(
                caseOf(execution), new HoldTerms(days(REVIEW_AFTER_DAYS, execution), days(END_AFTER_DAYS, execution)));
        HOLD_PLACED.set(execution, placed.isPresent());
        placed.ifPresent(hold -> {
            MEASURE_ENDS.set(execution, Objects.requireNonNull(hold.endsAt()));
            REVIEW_CYCLE.set(
                    execution, cycle(Objects.requireNonNull(hold.reviewAt()), days(REVIEW_EVERY_DAYS, execution)));
        });
    }
}
