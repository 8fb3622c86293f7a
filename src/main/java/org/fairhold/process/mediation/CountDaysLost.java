package org.fairhold.process.mediation;

import static org.fairhold.process.Variables.LOST_DAYS;
import static org.fairhold.process.Variables.MEDIATION;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.mediation.Mediations;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Counts the days on which the measure took something away, that a body outside looked at.",
        reads = "mediation",
        sets = "lostDays")
class CountDaysLost implements JavaDelegate {
    private final Mediations mediations;

    CountDaysLost(Mediations mediations) {
        this.mediations = mediations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        LOST_DAYS.set(execution, mediations.lostDays(MEDIATION.in(execution)));
    }
}
