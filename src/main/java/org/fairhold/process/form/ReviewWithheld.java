package org.fairhold.process.form;

import static org.fairhold.process.Variables.LOOK_AGAIN;
import static org.fairhold.process.Variables.WITHHELD_REVIEW;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Freezes;
import org.springframework.stereotype.Component;

/** Whether what the statement does not say must still be withheld. */
@Component
@Fields({"withheldReview", "withholdReason", "lookAgainDays"})
class ReviewWithheld implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        KEEP,
        DISCLOSE
    }

    private final Freezes freezes;

    ReviewWithheld(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("withheldReview", Choice.class);
        var reason = answers.text("withholdReason", TEXT_MIN);
        if (choice == Choice.KEEP) {
            LOOK_AGAIN.set(task, freezes.keepWithheld(by, reason, answers.days("lookAgainDays")));
        } else {
            freezes.decideToDisclose(by, reason);
        }
        WITHHELD_REVIEW.set(task, choice.name());
    }
}
