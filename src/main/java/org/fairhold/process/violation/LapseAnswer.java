package org.fairhold.process.violation;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Hearing;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Records that the person did not answer in time.")
class LapseAnswer implements JavaDelegate {
    private final Hearing hearing;

    LapseAnswer(Hearing hearing) {
        this.hearing = hearing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        hearing.lapse(caseOf(execution));
    }
}
