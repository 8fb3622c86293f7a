package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.dispute.Refunds;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Records that the freelancer did not answer in time, which is no consent.")
class LapseConsent implements JavaDelegate {
    private final Refunds refunds;

    LapseConsent(Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        refunds.lapse(caseOf(execution));
    }
}
