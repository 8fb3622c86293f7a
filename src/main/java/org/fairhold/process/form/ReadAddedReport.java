package org.fairhold.process.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** What a report that came later changes. */
@Component
@Fields("note")
class ReadAddedReport implements DeskForm {
    private static final int TEXT_MIN = 10;

    private final Decisions decisions;

    ReadAddedReport(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        decisions.record(by, "READ", null, null, answers.text("note", TEXT_MIN));
    }
}
