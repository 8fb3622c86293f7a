package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Checks whether the active contracts have finished, and gives back what they free.",
        sets = {"allReleased", "lineToDecide"})
class CheckContracts implements JavaDelegate {
    private final Holds holds;

    CheckContracts(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var checked = holds.check(caseOf(execution));
        ALL_RELEASED.set(execution, checked.allReleased());
        LINE_TO_DECIDE.set(execution, checked.toAsk());
    }
}
