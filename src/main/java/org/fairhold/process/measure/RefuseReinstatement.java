package org.fairhold.process.measure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Conditions;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Refuses the reinstatement, signed by two people.")
class RefuseReinstatement implements JavaDelegate {
    private final Conditions conditions;

    RefuseReinstatement(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        conditions.refuse(caseOf(execution));
    }
}
