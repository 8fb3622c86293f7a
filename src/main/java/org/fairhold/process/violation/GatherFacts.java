package org.fairhold.process.violation;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Intake;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Makes sure that there is something to answer before anybody is asked.")
class GatherFacts implements JavaDelegate {
    private final Intake intake;

    GatherFacts(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        intake.gather(caseOf(execution));
    }
}
