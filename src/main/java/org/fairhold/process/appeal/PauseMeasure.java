package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Puts the measure off until the answer is there, because that is late, and tells the person. A hold is given back instead; fraud and takeover stay.",
        reads = "appeal")
class PauseMeasure implements JavaDelegate {
    private final Appeals appeals;

    PauseMeasure(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        appeals.pause(APPEAL.in(execution));
    }
}
