package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.APPELLANT_DUE;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.AppealTalk;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Sends the reviewer's question to the person, who has as many days as the table says.",
        reads = "appeal",
        sets = "appellantDue")
class AskAppellant implements JavaDelegate {
    private final AppealTalk talk;

    AskAppellant(AppealTalk talk) {
        this.talk = talk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        APPELLANT_DUE.set(execution, talk.tell(APPEAL.in(execution)));
    }
}
