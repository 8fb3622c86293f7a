package org.fairhold.process.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** What somebody found out about a closed account that is not settled, and did about it. */
@Component
@Fields("note")
class SettleClosure implements DeskForm {
    private static final int TEXT_MIN = 20;

    private final Decisions decisions;

    SettleClosure(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        decisions.record(by, "CHECKED", null, null, answers.text("note", TEXT_MIN));
    }
}
