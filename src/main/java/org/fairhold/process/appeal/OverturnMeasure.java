package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.FEE_FREE_DAYS;
import static org.fairhold.process.Variables.LOST_DAYS;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Ends the measure at once, with an apology and what the table offers for the lost days.",
        reads = {"appeal", "lostDays", "feeFreeDays"})
class OverturnMeasure implements JavaDelegate {
    private final Appeals appeals;

    OverturnMeasure(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        appeals.overturn(APPEAL.in(execution), LOST_DAYS.in(execution), FEE_FREE_DAYS.in(execution));
    }
}
