package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.Freezes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the person what was withheld, in a new version of the statement.")
class DiscloseParts implements JavaDelegate {
    private final Freezes freezes;

    DiscloseParts(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        freezes.disclose(caseOf(execution));
    }
}
