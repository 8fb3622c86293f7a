package org.fairhold.process.form;

import static org.fairhold.process.Variables.REFUND_DECISION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** What happens with a refund that the marketplace rejected: it is tried again, or both are told the ways outside. */
@Component
@Fields({"refundDecision", "note"})
class DecideRefund implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        TRY_AGAIN,
        NO_REFUND
    }

    private final Decisions decisions;

    DecideRefund(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("refundDecision", Choice.class);
        decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        REFUND_DECISION.set(task, choice.name());
    }
}
