package org.fairhold.process.form;

import static org.fairhold.process.Variables.RESTRICTION_REVIEW;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.measure.Conditions;
import org.springframework.stereotype.Component;

/** Whether a measure is still justified. */
@Component
@Fields({"restrictionReview", "reasonForPerson"})
class ReviewRestriction implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        CONFIRM,
        REOPEN,
        LIFT
    }

    private final Decisions decisions;
    private final Conditions conditions;

    ReviewRestriction(Decisions decisions, Conditions conditions) {
        this.decisions = decisions;
        this.conditions = conditions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("restrictionReview", Choice.class);
        if (choice == Choice.REOPEN) {
            conditions.requireRefused(by.caseNumber());
        }
        decisions.record(by, choice.name(), null, answers.text("reasonForPerson", TEXT_MIN), null);
        RESTRICTION_REVIEW.set(task, choice.name());
    }
}
