package org.fairhold.process.form;

import static org.fairhold.process.Variables.MANDATE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.representative.Mandates;
import org.springframework.stereotype.Component;

/** Whether a mandate shows that somebody may act for a person who could not answer. */
@Component
@Fields({"mandateOutcome", "note"})
class CheckMandate implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        ACCEPT,
        REFUSE
    }

    private final Decisions decisions;
    private final Mandates mandates;

    CheckMandate(Decisions decisions, Mandates mandates) {
        this.decisions = decisions;
        this.mandates = mandates;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("mandateOutcome", Choice.class);
        var decision = decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        mandates.decide(MANDATE.in(task), decision);
    }
}
