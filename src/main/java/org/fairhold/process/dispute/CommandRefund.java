package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.dispute.Refunds;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Commands the refund once the marketplace has confirmed what was given back, and says how far it is.",
        sets = "refundState")
class CommandRefund implements JavaDelegate {
    private final Refunds refunds;

    CommandRefund(Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        REFUND_STATE.set(execution, refunds.drive(caseOf(execution)).name());
    }
}
