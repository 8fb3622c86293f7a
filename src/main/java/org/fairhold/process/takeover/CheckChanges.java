package org.fairhold.process.takeover;

import static org.fairhold.process.Variables.CHANGES_SETTLED;
import static org.fairhold.process.Variables.CHANGES_TO_DECIDE;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Step;
import org.fairhold.takeover.Recovery;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Finds out whether each change is kept, undone or told, and whether something is left to decide.",
        sets = {"changesSettled", "changesToDecide"})
class CheckChanges implements JavaDelegate {
    private final Recovery recovery;

    CheckChanges(Recovery recovery) {
        this.recovery = recovery;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var progress = recovery.progress(caseOf(execution));
        CHANGES_SETTLED.set(execution, progress.settled());
        CHANGES_TO_DECIDE.set(execution, progress.toDecide());
    }
}
