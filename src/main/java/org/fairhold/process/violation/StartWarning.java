package org.fairhold.process.violation;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Hands the case over to the warning process.")
class StartWarning implements JavaDelegate {
    private final Correlation correlation;

    StartWarning(Correlation correlation) {
        this.correlation = correlation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        correlation.start(Message.WARNING_DECIDED, caseOf(execution));
    }
}
