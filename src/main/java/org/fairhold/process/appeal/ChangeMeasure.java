package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.MEASURE;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Ends the measure, and hands the case to the milder one that was decided.",
        reads = "appeal",
        sets = "measure")
class ChangeMeasure implements JavaDelegate {
    private final Appeals appeals;

    ChangeMeasure(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        MEASURE.set(execution, appeals.change(APPEAL.in(execution)).name());
    }
}
