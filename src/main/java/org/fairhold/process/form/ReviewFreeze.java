package org.fairhold.process.form;

import static org.fairhold.process.Variables.FINDING;
import static org.fairhold.process.Variables.FREEZE_REVIEW;
import static org.fairhold.process.Variables.INTERIM_REVIEW;

import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Freezes;
import org.fairhold.fraud.Investigation;
import org.springframework.stereotype.Component;

/** Whether the freeze goes on, or the suspicion has no reason. */
@Component
@Fields({"freezeReview", "findingText"})
class ReviewFreeze implements DeskForm {
    private static final int TEXT_MIN = 40;

    private enum Choice {
        GO_ON,
        UNFOUNDED
    }

    private final Freezes freezes;
    private final Investigation investigation;

    ReviewFreeze(Freezes freezes, Investigation investigation) {
        this.freezes = freezes;
        this.investigation = investigation;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("freezeReview", Choice.class);
        var text = answers.text("findingText", TEXT_MIN);
        if (choice == Choice.GO_ON) {
            freezes.confirm(by, text, INTERIM_REVIEW.in(task));
        } else {
            investigation.find(by, false, text, Set.of());
            FINDING.set(task, "NONE");
        }
        FREEZE_REVIEW.set(task, choice.name());
    }
}
