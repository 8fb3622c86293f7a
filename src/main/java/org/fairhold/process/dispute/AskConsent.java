package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.dispute.Disputes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Asks the freelancer to consent to the refund that came out; the mail says until when.",
        reads = "consentDays",
        sets = "consentDue")
class AskConsent implements JavaDelegate {
    private final Disputes disputes;

    AskConsent(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CONSENT_DUE.set(execution, disputes.askConsent(caseOf(execution), days(CONSENT_DAYS, execution)));
    }
}
