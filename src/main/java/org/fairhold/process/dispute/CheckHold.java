package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.dispute.Disputes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Checks whether money of the contract is still held.", sets = "stillHeld")
class CheckHold implements JavaDelegate {
    private final Disputes disputes;

    CheckHold(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        STILL_HELD.set(execution, disputes.stillHeld(caseOf(execution)));
    }
}
