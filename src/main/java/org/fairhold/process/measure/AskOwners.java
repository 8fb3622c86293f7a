package org.fairhold.process.measure;

import static org.fairhold.process.Variables.RULE_REVIEW;
import static org.fairhold.process.Variables.RULE_REVIEW_DAYS;
import static org.fairhold.process.Variables.RULE_REVIEW_DUE;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Step;
import org.fairhold.redress.RuleReviews;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Asks the owners of the table to look at the row that erred, in as many days as the table says.",
        reads = {"ruleReview", "ruleReviewDays"},
        sets = "ruleReviewDue")
class AskOwners implements JavaDelegate {
    private final RuleReviews reviews;

    AskOwners(RuleReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RULE_REVIEW_DUE.set(
                execution, reviews.ask(Long.parseLong(RULE_REVIEW.in(execution)), days(RULE_REVIEW_DAYS, execution)));
    }
}
