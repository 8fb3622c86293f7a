package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.REPAYMENT_OPEN;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Repayments;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Says whether the person waits for money that was reversed wrongly.", sets = "repaymentOpen")
class CheckRepayment implements JavaDelegate {
    private final Repayments repayments;

    CheckRepayment(Repayments repayments) {
        this.repayments = repayments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        REPAYMENT_OPEN.set(execution, repayments.open(caseOf(execution)));
    }
}
