package org.fairhold.process.closure;

import static org.fairhold.process.Variables.CLOSURE_SETTLED;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.closure.Settlement;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Checks whether the last contract has ended, nothing is held, and the money is paid out.",
        sets = "closureSettled")
class CheckSettlement implements JavaDelegate {
    private final Settlement settlement;

    CheckSettlement(Settlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CLOSURE_SETTLED.set(execution, settlement.check(caseOf(execution)));
    }
}
