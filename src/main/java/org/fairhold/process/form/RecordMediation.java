package org.fairhold.process.form;

import static org.fairhold.process.Variables.OUTCOME;
import static org.fairhold.process.Variables.REFUND_ASKED;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.dispute.Disputes;
import org.fairhold.dispute.Disputes.Found;
import org.fairhold.dispute.Outcome;
import org.springframework.stereotype.Component;

/** What came of a mediation: an agreement, or none. */
@Component
@Fields({"mediationOutcome", "refund", "agreedText", "reasonForFreelancer", "reasonForClient"})
class RecordMediation implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        AGREED,
        NO_AGREEMENT
    }

    private final Disputes disputes;

    RecordMediation(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var outcome =
                Outcome.valueOf(answers.choice("mediationOutcome", Choice.class).name());
        var refund = answers.optionalText("refund");
        var agreed = answers.optionalText("agreedText");
        var recorded = disputes.decide(
                by,
                new Found(
                        outcome,
                        DecideOutcome.amount(outcome, refund),
                        answers.text("reasonForFreelancer", TEXT_MIN),
                        answers.text("reasonForClient", TEXT_MIN),
                        DecideOutcome.agreed(outcome, agreed)));
        OUTCOME.set(task, outcome.name());
        REFUND_ASKED.set(task, recorded.asksForRefund());
    }
}
