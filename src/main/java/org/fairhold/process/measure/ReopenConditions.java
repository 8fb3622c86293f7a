package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Conditions;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Gives a person who was refused another try.", reads = "conditionDays")
class ReopenConditions implements JavaDelegate {
    private final Conditions conditions;

    ReopenConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        conditions.reopen(caseOf(execution), days(CONDITION_DAYS, execution));
    }
}
