package org.fairhold.process.closure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Hands the case over to the closure process.")
class StartClosure implements JavaDelegate {
    private final Correlation correlation;

    StartClosure(Correlation correlation) {
        this.correlation = correlation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        correlation.start(Message.CLOSURE_DECIDED, caseOf(execution));
    }
}
