package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the person that the measure stands, and why.", reads = "appeal")
class UpholdMeasure implements JavaDelegate {
    private final Appeals appeals;

    UpholdMeasure(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        appeals.uphold(APPEAL.in(execution));
    }
}
