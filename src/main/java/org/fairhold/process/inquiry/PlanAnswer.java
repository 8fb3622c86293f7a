package org.fairhold.process.inquiry;

import static org.fairhold.process.Variables.FIRST_ANSWER_BY;
import static org.fairhold.process.Variables.FIRST_ANSWER_DAYS;
import static org.fairhold.process.Variables.MESSAGE;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.line.CaseMessages;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Says who answers a message, which is the case manager or who stands in for them, and by when: so many working days of the person's country after it came. The person is told both.",
        reads = {"message", "firstAnswerDays"},
        sets = "firstAnswerBy")
class PlanAnswer implements JavaDelegate {
    private final CaseMessages messages;
    private final Answerers answerers;

    PlanAnswer(CaseMessages messages, Answerers answerers) {
        this.messages = messages;
        this.answerers = answerers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var due = messages.due(MESSAGE.in(execution), FIRST_ANSWER_DAYS.in(execution));
        messages.plan(MESSAGE.in(execution), due, answerers.of(caseOf(execution)));
        FIRST_ANSWER_BY.set(execution, due);
    }
}
