package org.fairhold.process.form;

import static org.fairhold.process.Variables.CONTACT_OUTCOME;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** Whether a person whom no mail reaches was reached another way. */
@Component
@Fields({"contactOutcome", "note"})
class ContactPerson implements DeskForm {
    private static final int TEXT_MIN = 10;

    private enum Choice {
        REACHED,
        NOT_REACHABLE
    }

    private final Decisions decisions;

    ContactPerson(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("contactOutcome", Choice.class);
        decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        CONTACT_OUTCOME.set(task, choice.name());
    }
}
