package org.fairhold.process.takeover;

import static org.fairhold.process.Variables.SUSPECTED_HOURS;
import static org.fairhold.process.Variables.caseOf;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Step;
import org.fairhold.takeover.Takeovers;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Notes since when somebody else may have had the account: as was reported, or so many hours before. From here on the owner's mail goes only to addresses older than that.",
        reads = {"suspectedHours"})
class NoteSuspicion implements JavaDelegate {
    private final Takeovers takeovers;

    NoteSuspicion(Takeovers takeovers) {
        this.takeovers = takeovers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        takeovers.note(caseOf(execution), Duration.ofHours(SUSPECTED_HOURS.in(execution)));
    }
}
