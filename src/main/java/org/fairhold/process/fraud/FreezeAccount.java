package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.FIRST_REVIEW_DAYS;
import static org.fairhold.process.Variables.INTERIM_REVIEW;
import static org.fairhold.process.Variables.LATER_REVIEW_DAYS;
import static org.fairhold.process.Variables.LIMIT_CYCLE;
import static org.fairhold.process.Variables.LIMIT_DAYS;
import static org.fairhold.process.Variables.LIMIT_EVERY_DAYS;
import static org.fairhold.process.Variables.LOOK_AGAIN;
import static org.fairhold.process.Variables.PARTS_WITHHELD;
import static org.fairhold.process.Variables.SECOND_REVIEW_DAYS;
import static org.fairhold.process.Variables.THIRD_REVIEW_DAYS;
import static org.fairhold.process.Variables.caseOf;
import static org.fairhold.process.Variables.cycle;
import static org.fairhold.process.Variables.days;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.fraud.Freezes;
import org.fairhold.fraud.Freezes.Rhythm;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Freezes the account as was decided: permissions, money, statement and mail in one transaction.",
        reads = {
            "firstReviewDays",
            "laterReviewDays",
            "limitDays",
            "limitEveryDays",
            "secondReviewDays",
            "thirdReviewDays"
        },
        sets = {"interimReview", "limitCycle", "lookAgain", "partsWithheld"})
class FreezeAccount implements JavaDelegate {
    private final Freezes freezes;

    FreezeAccount(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var begun = freezes.freeze(
                caseOf(execution),
                new Rhythm(
                        days(FIRST_REVIEW_DAYS, execution),
                        days(SECOND_REVIEW_DAYS, execution),
                        days(THIRD_REVIEW_DAYS, execution),
                        days(LATER_REVIEW_DAYS, execution)));
        INTERIM_REVIEW.set(execution, begun.reviewAt());
        PARTS_WITHHELD.set(execution, begun.lookAgainAt() != null);
        LOOK_AGAIN.set(execution, Objects.requireNonNullElse(begun.lookAgainAt(), begun.effectiveAt()));
        LIMIT_CYCLE.set(
                execution,
                cycle(begun.effectiveAt().plus(days(LIMIT_DAYS, execution)), days(LIMIT_EVERY_DAYS, execution)));
    }
}
