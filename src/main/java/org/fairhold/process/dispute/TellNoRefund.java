package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.dispute.Disputes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells both parties that nothing is refunded, and where else they can go.")
class TellNoRefund implements JavaDelegate {
    private final Disputes disputes;

    TellNoRefund(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disputes.tellNoRefund(caseOf(execution));
    }
}
