package org.fairhold.process.form;

import static org.fairhold.process.Variables.REPAYMENT_SIGNATURE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.funds.Repayments;
import org.springframework.stereotype.Component;

/** Somebody else signs that the person has their money back. */
@Component
@Fields({"repaymentSignature", "note"})
class SignRepayment implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        APPROVE,
        RETURN
    }

    private final Repayments repayments;
    private final Decisions decisions;
    private final FraudTeam team;

    SignRepayment(Repayments repayments, Decisions decisions, FraudTeam team) {
        this.repayments = repayments;
        this.decisions = decisions;
        this.team = team;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        team.requireMemberOrClearedLead(by.by());
        var choice = answers.choice("repaymentSignature", Choice.class);
        var note = answers.text("note", TEXT_MIN);
        if (choice == Choice.APPROVE) {
            repayments.sign(by, note);
        } else {
            decisions.record(by, choice.name(), null, null, note);
        }
        REPAYMENT_SIGNATURE.set(task, choice.name());
    }
}
