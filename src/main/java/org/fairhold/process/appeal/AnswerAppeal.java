package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Answers an appeal that changes nothing.", reads = "appeal")
class AnswerAppeal implements JavaDelegate {
    private final Appeals appeals;

    AnswerAppeal(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        appeals.answer(APPEAL.in(execution));
    }
}
