package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Finds out whether money is disputed or charged back that may be held.", sets = "holdProposed")
class ProposeHold implements JavaDelegate {
    private final Holds holds;

    ProposeHold(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        HOLD_PROPOSED.set(execution, holds.proposable(caseOf(execution)));
    }
}
