package org.fairhold.process.measure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Takes the warning off the record.")
class ExpireWarning implements JavaDelegate {
    private final Enforcement enforcement;

    ExpireWarning(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        enforcement.end(caseOf(execution), Ending.EXPIRED);
    }
}
