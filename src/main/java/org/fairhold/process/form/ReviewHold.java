package org.fairhold.process.form;

import static org.fairhold.process.Variables.HOLD_REVIEW;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** Whether a hold is still justified. */
@Component
@Fields({"holdReview", "reasonForPerson"})
class ReviewHold implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        CONFIRM,
        LIFT
    }

    private final Decisions decisions;

    ReviewHold(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("holdReview", Choice.class);
        decisions.record(by, choice.name(), null, answers.text("reasonForPerson", TEXT_MIN), null);
        HOLD_REVIEW.set(task, choice.name());
    }
}
