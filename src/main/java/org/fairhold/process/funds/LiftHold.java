package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Ending;
import org.fairhold.process.Step;
import org.fairhold.process.step.StepName;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Ends the hold and gives back what it still keeps; why is in the name of the step.")
class LiftHold implements JavaDelegate {
    private final Holds holds;

    LiftHold(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        holds.end(caseOf(execution), StepName.of(execution).as(Ending.class));
    }
}
