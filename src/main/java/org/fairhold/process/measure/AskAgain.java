package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Conditions;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Asks for the steps again, with the reasons.", reads = "conditionDays")
class AskAgain implements JavaDelegate {
    private final Conditions conditions;

    AskAgain(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        conditions.askAgain(caseOf(execution), days(CONDITION_DAYS, execution));
    }
}
