package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.Freezes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Holds what the marketplace told of after the account was frozen.")
class HoldBalances implements JavaDelegate {
    private final Freezes freezes;

    HoldBalances(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        freezes.keepWhatCame(caseOf(execution));
    }
}
