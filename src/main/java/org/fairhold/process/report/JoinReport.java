package org.fairhold.process.report;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Intake;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Adds the report to the case it belongs to.", reads = "report")
class JoinReport implements JavaDelegate {
    private final Intake intake;

    JoinReport(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        intake.join(REPORT.in(execution), caseOf(execution));
    }
}
