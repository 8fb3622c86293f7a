package org.fairhold.process.form;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.APPEAL_DECISION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** Whether the measure stands; by somebody who neither decided nor signed. */
@Component
@Fields({"appealDecision", "reasonForPerson"})
class DecideAppeal implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        UPHOLD,
        OVERTURN
    }

    private final Decisions decisions;
    private final Appeals appeals;

    DecideAppeal(Decisions decisions, Appeals appeals) {
        this.decisions = decisions;
        this.appeals = appeals;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        appeals.requireUninvolved(by.caseNumber(), by.by());
        var choice = answers.choice("appealDecision", Choice.class);
        var decision = decisions.record(by, choice.name(), null, answers.text("reasonForPerson", TEXT_MIN), null);
        appeals.decided(APPEAL.in(task), decision);
        APPEAL_DECISION.set(task, choice.name());
    }
}
