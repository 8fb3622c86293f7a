package org.fairhold.process.report;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Intake;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Answers a report that needs no case.",
        reads = {"answerCode", "report"})
class AnswerReport implements JavaDelegate {
    private final Intake intake;

    AnswerReport(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        intake.answer(REPORT.in(execution), ANSWER_CODE.in(execution));
    }
}
