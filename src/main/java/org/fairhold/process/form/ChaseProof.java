package org.fairhold.process.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.takeover.Takeovers;
import org.springframework.stereotype.Component;

/** What a cleared lead did to reach the owner, who has not proven yet that the account is theirs. */
@Component
@Fields("note")
class ChaseProof implements DeskForm {
    private static final int TEXT_MIN = 20;

    private final Takeovers takeovers;

    ChaseProof(Takeovers takeovers) {
        this.takeovers = takeovers;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        takeovers.chaseProof(by, answers.text("note", TEXT_MIN));
    }
}
