package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.FIRST_REVIEW_DAYS;
import static org.fairhold.process.Variables.INTERIM_REVIEW;
import static org.fairhold.process.Variables.LATER_REVIEW_DAYS;
import static org.fairhold.process.Variables.SECOND_REVIEW_DAYS;
import static org.fairhold.process.Variables.THIRD_REVIEW_DAYS;
import static org.fairhold.process.Variables.caseOf;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.Freezes;
import org.fairhold.fraud.Freezes.Rhythm;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Tells the person that the investigation goes on, and when they hear of it next.",
        reads = {"firstReviewDays", "laterReviewDays", "secondReviewDays", "thirdReviewDays"},
        sets = {"interimReview"})
class TellProgress implements JavaDelegate {
    private final Freezes freezes;

    TellProgress(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        INTERIM_REVIEW.set(
                execution,
                freezes.tellProgress(
                        caseOf(execution),
                        new Rhythm(
                                days(FIRST_REVIEW_DAYS, execution),
                                days(SECOND_REVIEW_DAYS, execution),
                                days(THIRD_REVIEW_DAYS, execution),
                                days(LATER_REVIEW_DAYS, execution))));
    }
}
