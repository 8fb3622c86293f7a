package org.fairhold.process.form;

import static org.fairhold.process.Variables.RESTRICTION_REVIEW;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.measure.Closures;
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
        CLOSE,
        LIFT
    }

    private final Decisions decisions;
    private final Conditions conditions;
    private final Closures closures;

    ReviewRestriction(Decisions decisions, Conditions conditions, Closures closures) {
        this.decisions = decisions;
        this.conditions = conditions;
        this.closures = closures;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("restrictionReview", Choice.class);
        if (choice == Choice.REOPEN) {
            conditions.requireRefused(by.caseNumber());
        }
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        if (choice == Choice.CLOSE) {
            close(by, reason);
        } else {
            decisions.record(by, choice.name(), null, reason, null);
        }
        RESTRICTION_REVIEW.set(task, choice.name());
    }

    /** Whom two people refused to reinstate can lose the account, in a grave case only. */
    private void close(Signature by, String reason) {
        closures.requireAfterRefusal(by.caseNumber());
        closures.choose(decisions.record(by, MeasureKind.CLOSURE.name(), null, reason, null));
    }
}
