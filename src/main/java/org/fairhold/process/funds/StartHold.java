package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Has somebody decide about a hold, in the hold process and beside this one, unless they are asked already.")
class StartHold implements JavaDelegate {
    private final Correlation correlation;

    StartHold(Correlation correlation) {
        this.correlation = correlation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        correlation.startOnce("fund-hold", Message.HOLD_PROPOSED, caseOf(execution));
    }
}
