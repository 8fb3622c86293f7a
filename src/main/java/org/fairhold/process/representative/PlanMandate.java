package org.fairhold.process.representative;

import static org.fairhold.process.Variables.PERSON_ANSWER_BY;
import static org.fairhold.process.Variables.PERSON_ANSWER_DAYS;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Deadlines;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Says until when the person can answer whether somebody acts for them, before a colleague looks at the mandate.",
        reads = "personAnswerDays",
        sets = "personAnswerBy")
class PlanMandate implements JavaDelegate {
    private final Deadlines deadlines;

    PlanMandate(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PERSON_ANSWER_BY.set(execution, deadlines.in(days(PERSON_ANSWER_DAYS, execution)));
    }
}
