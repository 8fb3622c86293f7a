package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Has the hold give back what it still keeps, because the dispute is decided.")
class ReleaseHold implements JavaDelegate {
    private final Correlation correlation;

    ReleaseHold(Correlation correlation) {
        this.correlation = correlation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        correlation.tell(Message.CASE_DECIDED, caseOf(execution));
    }
}
