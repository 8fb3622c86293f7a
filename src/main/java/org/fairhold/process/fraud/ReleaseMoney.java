package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.Investigation;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Gives back what is still held, as was decided, while the account stays frozen.")
class ReleaseMoney implements JavaDelegate {
    private final Investigation investigation;

    ReleaseMoney(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        investigation.releaseMoney(caseOf(execution));
    }
}
