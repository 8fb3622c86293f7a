package org.fairhold.process.measure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.process.Step;
import org.fairhold.process.step.StepName;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Ends the measure, and only that; how is in the name of the step.")
class LiftMeasure implements JavaDelegate {
    private final Enforcement enforcement;

    LiftMeasure(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        enforcement.end(caseOf(execution), StepName.of(execution).as(Ending.class));
    }
}
