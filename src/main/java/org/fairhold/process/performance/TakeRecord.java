package org.fairhold.process.performance;

import static org.fairhold.process.Variables.ABOVE_USUAL_SHARE;
import static org.fairhold.process.Variables.AFFECTED_CONTRACTS;
import static org.fairhold.process.Variables.AFFECTED_SHARE;
import static org.fairhold.process.Variables.USUAL_CONTRACTS;
import static org.fairhold.process.Variables.WINDOW_DAYS;
import static org.fairhold.process.Variables.caseOf;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.performance.Performance;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Takes the record of the person's contracts over the window, and keeps it as it is now.",
        reads = "windowDays",
        sets = {"aboveUsualShare", "affectedContracts", "affectedShare", "usualContracts"})
class TakeRecord implements JavaDelegate {
    private final Performance performance;

    TakeRecord(Performance performance) {
        this.performance = performance;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var taken = performance.take(caseOf(execution), days(WINDOW_DAYS, execution));
        AFFECTED_CONTRACTS.set(execution, taken.affected());
        AFFECTED_SHARE.set(execution, taken.share());
        USUAL_CONTRACTS.set(execution, taken.usualContracts());
        ABOVE_USUAL_SHARE.set(execution, taken.share() - taken.usualShare());
    }
}
