package org.fairhold.process.form;

import static org.fairhold.process.Variables.FINDING;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Review;
import org.fairhold.casework.Review.Finding;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** The written determination of harm, after a look at all contracts, good and bad. */
@Component
@Fields({"determination", "determinationText"})
class ReviewPerformance implements DeskForm {
    private static final int DETERMINATION_MIN = 40;

    private enum Choice {
        NO_HARM,
        HARM
    }

    private final Review review;

    ReviewPerformance(Review review) {
        this.review = review;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var found =
                Finding.valueOf(answers.choice("determination", Choice.class).name());
        review.find(by, found, null, answers.text("determinationText", DETERMINATION_MIN));
        FINDING.set(task, found.name());
    }
}
