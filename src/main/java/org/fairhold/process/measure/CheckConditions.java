package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Conditions;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Looks whether everything that was asked for is in.", sets = "conditionsMet")
class CheckConditions implements JavaDelegate {
    private final Conditions conditions;

    CheckConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CONDITIONS_MET.set(execution, conditions.complete(caseOf(execution)));
    }
}
