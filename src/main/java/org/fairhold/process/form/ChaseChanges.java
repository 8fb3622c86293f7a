package org.fairhold.process.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.takeover.Takeovers;
import org.springframework.stereotype.Component;

/** What the marketplace said when it was asked why it does not tell what was changed. */
@Component
@Fields("note")
class ChaseChanges implements DeskForm {
    private static final int TEXT_MIN = 20;

    private final Takeovers takeovers;

    ChaseChanges(Takeovers takeovers) {
        this.takeovers = takeovers;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        takeovers.chaseChanges(by, answers.text("note", TEXT_MIN));
    }
}
