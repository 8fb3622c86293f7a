package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.Investigation;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the person in full what was found and what went back to whom.")
class TellFindings implements JavaDelegate {
    private final Investigation investigation;

    TellFindings(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        investigation.tellFindings(caseOf(execution));
    }
}
