package org.fairhold.process.form;

import static org.fairhold.process.Variables.HOLD_DECISION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.account.Ground;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.funds.Chosen;
import org.fairhold.funds.Holds;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.performance.Performance;
import org.springframework.stereotype.Component;

/** Whether money is held, how much of each contract, and from where. */
@Component
@Fields({"holdDecision", "origin", "holdLines", "reasonForPerson"})
class DecideHold implements DeskForm {
    private static final int REASON_MIN = 20;

    private enum Choice {
        PROPOSED,
        LESS,
        NONE
    }

    private final Holds holds;
    private final Decisions decisions;
    private final Cases cases;
    private final Performance performance;

    DecideHold(Holds holds, Decisions decisions, Cases cases, Performance performance) {
        this.holds = holds;
        this.decisions = decisions;
        this.cases = cases;
        this.performance = performance;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("holdDecision", Choice.class);
        var reason = answers.text("reasonForPerson", REASON_MIN);
        if (choice == Choice.NONE) {
            decisions.record(by, choice.name(), null, null, reason);
            HOLD_DECISION.set(task, choice.name());
            return;
        }
        if (cases.get(by.caseNumber()).ground() == Ground.POOR_PERFORMANCE) {
            performance.requireStillConsistent(by.caseNumber());
        }
        var origin = answers.choice("origin", Origin.class);
        var chosen = choice == Choice.PROPOSED
                ? holds.proposed(by.caseNumber(), origin)
                : Chosen.typed("holdLines", answers.text("holdLines", 1), origin);
        holds.decide(by, chosen, reason);
        HOLD_DECISION.set(task, "HOLD");
    }
}
