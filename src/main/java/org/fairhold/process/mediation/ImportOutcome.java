package org.fairhold.process.mediation;

import static org.fairhold.process.Variables.OUTCOME;
import static org.fairhold.process.Variables.REFUND_ASKED;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.dispute.Disputes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Takes over what came of the mediation, as it was recorded there.",
        sets = {"outcome", "refundAsked"})
class ImportOutcome implements JavaDelegate {
    private final Disputes disputes;

    ImportOutcome(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var outcome = disputes.latest(caseOf(execution)).orElseThrow();
        OUTCOME.set(execution, outcome.outcome().name());
        REFUND_ASKED.set(execution, outcome.asksForRefund());
    }
}
