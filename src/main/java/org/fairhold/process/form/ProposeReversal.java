package org.fairhold.process.form;

import static org.fairhold.process.Variables.REVERSAL_PROPOSAL;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.funds.Reversals;
import org.fairhold.funds.Reversals.Part;
import org.springframework.stereotype.Component;

/** What goes back to which client after confirmed fraud, and what shows it. */
@Component
@Fields({"reversalProposal", "reversalLines", "evidence", "reasonForPerson"})
class ProposeReversal implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        REVERSE,
        NOTHING
    }

    private final Reversals reversals;
    private final Decisions decisions;
    private final FraudTeam team;

    ProposeReversal(Reversals reversals, Decisions decisions, FraudTeam team) {
        this.reversals = reversals;
        this.decisions = decisions;
        this.team = team;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("reversalProposal", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        var evidence = answers.text("evidence", TEXT_MIN);
        if (choice == Choice.REVERSE) {
            reversals.request(by, Part.typed("reversalLines", answers.text("reversalLines", 1)), reason, evidence);
        } else {
            team.requireMember(by.by());
            decisions.record(by, choice.name(), null, reason, evidence);
        }
        REVERSAL_PROPOSAL.set(task, choice.name());
    }
}
