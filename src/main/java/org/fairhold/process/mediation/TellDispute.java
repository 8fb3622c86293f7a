package org.fairhold.process.mediation;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the dispute that its mediation has ended, so that it goes on with what came of it.")
class TellDispute implements JavaDelegate {
    private final Correlation correlation;

    TellDispute(Correlation correlation) {
        this.correlation = correlation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        correlation.tell(Message.MEDIATION_ENDED, caseOf(execution));
    }
}
