package org.fairhold.process.report;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.account.Ground;
import org.fairhold.casework.Intake;
import org.fairhold.casework.Severity;
import org.fairhold.casework.Triage;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Opens a case for the report, as the triage table says.",
        reads = {"ground", "level", "priority", "report", "severity"})
class OpenCase implements JavaDelegate {
    private final Intake intake;

    OpenCase(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var triage = new Triage(
                Ground.valueOf(GROUND.in(execution)),
                Severity.valueOf(SEVERITY.in(execution)),
                PRIORITY.in(execution),
                LEVEL.in(execution));
        execution.setProcessBusinessKey(
                intake.open(REPORT.in(execution), triage).value());
    }
}
