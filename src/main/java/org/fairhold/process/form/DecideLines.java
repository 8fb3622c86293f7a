package org.fairhold.process.form;

import static org.fairhold.process.Variables.LINE_DECISION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** Whether what is held for contracts that ended badly or in dispute goes back now, or waits for the case's decision. */
@Component
@Fields({"lineDecision", "note"})
class DecideLines implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        RELEASE,
        KEEP
    }

    private final Decisions decisions;

    DecideLines(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("lineDecision", Choice.class);
        decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        LINE_DECISION.set(task, choice.name());
    }
}
