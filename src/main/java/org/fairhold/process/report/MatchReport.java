package org.fairhold.process.report;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Intake;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Looks for the open case that the report belongs to.", reads = "report", sets = "caseMatched")
class MatchReport implements JavaDelegate {
    private final Intake intake;

    MatchReport(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var matched = intake.match(REPORT.in(execution));
        CASE_MATCHED.set(execution, matched.isPresent());
        matched.ifPresent(number -> execution.setProcessBusinessKey(number.value()));
    }
}
