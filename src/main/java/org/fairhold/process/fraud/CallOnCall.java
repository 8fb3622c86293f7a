package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.FREEZE_DECISION_MINUTES;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.CallOuts;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Calls whoever is on call and was not called yet.",
        reads = {"freezeDecisionMinutes"})
class CallOnCall implements JavaDelegate {
    private final CallOuts callOuts;

    CallOnCall(CallOuts callOuts) {
        this.callOuts = callOuts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        callOuts.callNext(caseOf(execution), FREEZE_DECISION_MINUTES.in(execution));
    }
}
