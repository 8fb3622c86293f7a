package org.fairhold.process.form;

import static org.fairhold.process.Variables.REVERSAL_SIGNATURE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.funds.Reversals;
import org.springframework.stereotype.Component;

/** The second signature under a reversal, by another member of the fraud team. */
@Component
@Fields({"reversalSignature", "note"})
class SignReversal implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        APPROVE,
        RETURN
    }

    private final Reversals reversals;
    private final Decisions decisions;
    private final FraudTeam team;

    SignReversal(Reversals reversals, Decisions decisions, FraudTeam team) {
        this.reversals = reversals;
        this.decisions = decisions;
        this.team = team;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("reversalSignature", Choice.class);
        var note = answers.text("note", TEXT_MIN);
        if (choice == Choice.APPROVE) {
            reversals.approve(by, note);
        } else {
            team.requireMember(by.by());
            decisions.record(by, choice.name(), null, null, note);
        }
        REVERSAL_SIGNATURE.set(task, choice.name());
    }
}
