package org.fairhold.process.violation;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Hearing;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Invites the person to answer; what the mail promises is when the timer fires.",
        reads = "answerDays",
        sets = "answerDue")
class InviteAnswer implements JavaDelegate {
    private final Hearing hearing;

    InviteAnswer(Hearing hearing) {
        this.hearing = hearing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ANSWER_DUE.set(execution, hearing.invite(caseOf(execution), days(ANSWER_DAYS, execution)));
    }
}
