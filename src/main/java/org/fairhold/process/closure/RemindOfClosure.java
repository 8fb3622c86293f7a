package org.fairhold.process.closure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Closures;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the person that the day of the closure is near.")
class RemindOfClosure implements JavaDelegate {
    private final Closures closures;

    RemindOfClosure(Closures closures) {
        this.closures = closures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closures.remind(caseOf(execution));
    }
}
