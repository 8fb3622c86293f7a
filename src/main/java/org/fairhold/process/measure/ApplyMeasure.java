package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Enforcement.RestrictionTerms;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Applies the measure that was decided, with its statement, in one transaction.",
        reads = {"conditionDays", "endAfterDays", "reviewAfterDays", "reviewEveryDays"},
        sets = {"measureEnds", "reviewCycle"})
class ApplyMeasure implements JavaDelegate {
    private final Enforcement enforcement;

    ApplyMeasure(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var applied = enforcement.restrict(
                caseOf(execution),
                new RestrictionTerms(
                        days(CONDITION_DAYS, execution),
                        days(REVIEW_AFTER_DAYS, execution),
                        days(END_AFTER_DAYS, execution)));
        MEASURE_ENDS.set(execution, applied.endsAt());
        REVIEW_CYCLE.set(execution, cycle(applied.reviewAt(), days(REVIEW_EVERY_DAYS, execution)));
    }
}
