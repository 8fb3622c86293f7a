package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Enforcement;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Confirms the measure until its next review.", reads = "reviewEveryDays")
class ConfirmMeasure implements JavaDelegate {
    private final Enforcement enforcement;

    ConfirmMeasure(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        enforcement.confirm(caseOf(execution), days(REVIEW_EVERY_DAYS, execution));
    }
}
