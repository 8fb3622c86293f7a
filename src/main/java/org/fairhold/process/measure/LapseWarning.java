package org.fairhold.process.measure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Warnings;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Records that the warning was not acknowledged in time.")
class LapseWarning implements JavaDelegate {
    private final Warnings warnings;

    LapseWarning(Warnings warnings) {
        this.warnings = warnings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        warnings.lapse(caseOf(execution));
    }
}
