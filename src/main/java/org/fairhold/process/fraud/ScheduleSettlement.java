package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.NEXT_SETTLEMENT;
import static org.fairhold.process.Variables.SETTLE_EVERY_DAYS;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Deadlines;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Says when somebody looks again whether the account stays frozen.",
        reads = {"settleEveryDays"},
        sets = {"nextSettlement"})
class ScheduleSettlement implements JavaDelegate {
    private final Deadlines deadlines;

    ScheduleSettlement(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        NEXT_SETTLEMENT.set(execution, deadlines.in(days(SETTLE_EVERY_DAYS, execution)));
    }
}
