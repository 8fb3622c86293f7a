package org.fairhold.process.takeover;

import static org.fairhold.process.Variables.CHANGES_LATE;
import static org.fairhold.process.Variables.CHANGES_WITHIN_MINUTES;
import static org.fairhold.process.Variables.caseOf;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Deadlines;
import org.fairhold.process.Step;
import org.fairhold.takeover.AccountChanges;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Asks the marketplace what was changed since the suspected time, and until when that is awaited in silence.",
        reads = {"changesWithinMinutes"},
        sets = {"changesLate"})
class AskChanges implements JavaDelegate {
    private final AccountChanges changes;
    private final Deadlines deadlines;

    AskChanges(AccountChanges changes, Deadlines deadlines) {
        this.changes = changes;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.ask(caseOf(execution));
        CHANGES_LATE.set(execution, deadlines.in(Duration.ofMinutes(CHANGES_WITHIN_MINUTES.in(execution))));
    }
}
