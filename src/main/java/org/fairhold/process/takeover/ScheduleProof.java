package org.fairhold.process.takeover;

import static org.fairhold.process.Variables.PROOF_CYCLE;
import static org.fairhold.process.Variables.PROOF_DAYS;
import static org.fairhold.process.Variables.PROOF_EVERY_DAYS;
import static org.fairhold.process.Variables.cycle;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Deadlines;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Says when a cleared lead hears that the owner has not proven who they are.",
        reads = {"proofDays", "proofEveryDays"},
        sets = {"proofCycle"})
class ScheduleProof implements JavaDelegate {
    private final Deadlines deadlines;

    ScheduleProof(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PROOF_CYCLE.set(execution, cycle(deadlines.in(days(PROOF_DAYS, execution)), days(PROOF_EVERY_DAYS, execution)));
    }
}
