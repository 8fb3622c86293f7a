package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.REVERSAL_STATE;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Reversals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Says how far the marketplace is with what was reversed.", sets = "reversalState")
class CheckReversals implements JavaDelegate {
    private final Reversals reversals;

    CheckReversals(Reversals reversals) {
        this.reversals = reversals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        REVERSAL_STATE.set(execution, reversals.check(caseOf(execution)).name());
    }
}
