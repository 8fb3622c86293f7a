package org.fairhold.process.form;

import static org.fairhold.process.Variables.FINDING;
import static org.fairhold.process.Variables.INTENT;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Review;
import org.fairhold.casework.Review.Finding;
import org.fairhold.casework.Review.Intent;
import org.fairhold.casework.Signature;
import org.springframework.stereotype.Component;

/** What was found, in writing. */
@Component
@Fields({"finding", "intent", "findingText"})
class ReviewReport implements DeskForm {
    private static final int WRITTEN_FINDING_MIN = 20;

    private enum Choice {
        NONE,
        HONEST_MISTAKE,
        VIOLATION
    }

    private final Review review;

    ReviewReport(Review review) {
        this.review = review;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var finding = Finding.valueOf(answers.choice("finding", Choice.class).name());
        var intent = finding == Finding.VIOLATION ? answers.choice("intent", Intent.class) : Intent.UNCLEAR;
        review.find(by, finding, intent, answers.text("findingText", WRITTEN_FINDING_MIN));
        FINDING.set(task, finding.name());
        INTENT.set(task, intent.name());
    }
}
