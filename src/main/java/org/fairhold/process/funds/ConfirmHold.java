package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Confirms the hold until its next review.", reads = "reviewEveryDays")
class ConfirmHold implements JavaDelegate {
    private final Holds holds;

    ConfirmHold(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        holds.confirm(caseOf(execution), days(REVIEW_EVERY_DAYS, execution));
    }
}
