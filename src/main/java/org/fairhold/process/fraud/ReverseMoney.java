package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Reversals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Takes money of confirmed fraud back to the clients, as two people signed.")
class ReverseMoney implements JavaDelegate {
    private final Reversals reversals;

    ReverseMoney(Reversals reversals) {
        this.reversals = reversals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reversals.reverse(caseOf(execution));
    }
}
