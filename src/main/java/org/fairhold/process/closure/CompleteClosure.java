package org.fairhold.process.closure;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.closure.Settlement;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Writes down that nothing of the closed account is left to settle.")
class CompleteClosure implements JavaDelegate {
    private final Settlement settlement;

    CompleteClosure(Settlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        settlement.complete(caseOf(execution));
    }
}
