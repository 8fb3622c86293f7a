package org.fairhold.process.measure;

import java.util.Map;
import java.util.Set;
import org.fairhold.casework.Cases;
import org.fairhold.measure.Ending;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Variables;
import org.fairhold.redress.RuleReviewEvent;
import org.fairhold.redress.RuleReviews;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a measure that was wrong means for the row that had proposed it, in the transaction in which it happened. */
@Component
class ErringRules {
    private static final Set<Ending> WRONG = Set.of(Ending.OVERTURNED, Ending.WITHDRAWN);

    private final RuleReviews reviews;
    private final Cases cases;
    private final Correlation correlation;

    ErringRules(RuleReviews reviews, Cases cases, Correlation correlation) {
        this.reviews = reviews;
        this.cases = cases;
        this.correlation = correlation;
    }

    @EventListener
    void on(MeasureEvent.Ended ended) {
        if (WRONG.contains(ended.as())) {
            reviews.flag(ended.measure())
                    .ifPresent(review -> correlation.startOfDesk(
                            Message.RULE_ERRED,
                            review,
                            Map.of(
                                    Variables.RULE_REVIEW.name(),
                                    String.valueOf(review),
                                    Variables.SEVERITY.name(),
                                    cases.get(ended.caseNumber()).severity().name())));
        }
    }

    @EventListener
    void on(RuleReviewEvent.Answered answered) {
        correlation.tellOfDesk(
                Message.RULE_REVIEWED,
                Map.of(
                        Variables.RULE_REVIEW.name(),
                        String.valueOf(answered.review().id())));
    }
}
