package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Repayments;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the person that they have back what was reversed wrongly, as two people signed.")
class CompleteRepayment implements JavaDelegate {
    private final Repayments repayments;

    CompleteRepayment(Repayments repayments) {
        this.repayments = repayments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        repayments.complete(caseOf(execution));
    }
}
