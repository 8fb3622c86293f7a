package org.fairhold.process.form;

import static org.fairhold.process.Variables.LIMIT_DECISION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Investigation;
import org.springframework.stereotype.Component;

/** Whether money of a frozen account stays held close to the limit of the provider. */
@Component
@Fields({"limitDecision", "note"})
class DecideAtLimit implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        KEEP,
        RELEASE_MONEY
    }

    private final Investigation investigation;

    DecideAtLimit(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("limitDecision", Choice.class);
        investigation.decideAtLimit(by, choice.name(), answers.text("note", TEXT_MIN));
        LIMIT_DECISION.set(task, choice.name());
    }
}
