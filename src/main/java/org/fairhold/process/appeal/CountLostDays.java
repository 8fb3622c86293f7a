package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.LOST_DAYS;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Counts the days on which the measure took something away.", reads = "appeal", sets = "lostDays")
class CountLostDays implements JavaDelegate {
    private final Appeals appeals;

    CountLostDays(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        LOST_DAYS.set(execution, appeals.lostDays(APPEAL.in(execution)));
    }
}
