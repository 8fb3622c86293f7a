package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Conditions;
import org.springframework.stereotype.Component;

/** Looks whether everything that was asked for is in. */
@Component
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
