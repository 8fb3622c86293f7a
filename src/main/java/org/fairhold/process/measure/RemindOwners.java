package org.fairhold.process.measure;

import static org.fairhold.process.Variables.RULE_REVIEW;
import static org.fairhold.process.Variables.RULE_REVIEW_DUE;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Step;
import org.fairhold.redress.RuleReviews;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Reminds the owners and the leads of a row that nobody has looked at, every day.",
        reads = "ruleReview",
        sets = "ruleReviewDue")
class RemindOwners implements JavaDelegate {
    private final RuleReviews reviews;

    RemindOwners(RuleReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RULE_REVIEW_DUE.set(execution, reviews.remind(Long.parseLong(RULE_REVIEW.in(execution))));
    }
}
