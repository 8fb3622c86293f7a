package org.fairhold.process.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.funds.Repayments;
import org.springframework.stereotype.Component;

/** How the person got back what had been reversed for a fraud that was none. */
@Component
@Fields({"repaymentHow", "repaymentReference", "note"})
class SettleRepayment implements DeskForm {
    private static final int TEXT_MIN = 20;

    private final Repayments repayments;
    private final FraudTeam team;

    SettleRepayment(Repayments repayments, FraudTeam team) {
        this.repayments = repayments;
        this.team = team;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        team.requireMemberOrClearedLead(by.by());
        var how = answers.choice("repaymentHow", Repayments.How.class);
        repayments.propose(by, how, answers.text("repaymentReference", 3), answers.text("note", TEXT_MIN));
    }
}
