package org.fairhold.process.form;

import static org.fairhold.process.Variables.FIX_DECISION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** Whether the fix is one: reinstate, ask again, or refuse, which needs a second signature. */
@Component
@Fields({"fixDecision", "reasonForPerson"})
class CheckFix implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        REINSTATE,
        ASK_AGAIN,
        REFUSE
    }

    private final Decisions decisions;

    CheckFix(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("fixDecision", Choice.class);
        var reason = choice == Choice.REINSTATE
                ? answers.optionalText("reasonForPerson")
                : answers.text("reasonForPerson", TEXT_MIN);
        decisions.record(by, choice.name(), null, reason, null);
        FIX_DECISION.set(task, choice.name());
    }
}
