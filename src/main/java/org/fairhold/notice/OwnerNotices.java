package org.fairhold.notice;

import java.util.Map;
import org.fairhold.desk.Roster;
import org.fairhold.redress.RuleReviewEvent;
import org.fairhold.redress.RuleReviews;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the owners of a table that a row of it erred: without a case, and without anybody's name. */
@Component
class OwnerNotices {
    private final Notices notices;
    private final Readable readable;
    private final Roster roster;

    OwnerNotices(Notices notices, Readable readable, Roster roster) {
        this.notices = notices;
        this.readable = readable;
        this.roster = roster;
    }

    @EventListener
    void on(RuleReviewEvent.Asked asked) {
        tell("staff-rule-erred", asked.review(), "asked", false);
    }

    @EventListener
    void on(RuleReviewEvent.Late late) {
        tell("staff-rule-late", late.review(), "late/" + late.day(), true);
    }

    private void tell(String notice, RuleReviews.Open review, String key, boolean leads) {
        for (var member : roster.all()) {
            var email = member.colleague().email();
            if (email != null && (member.groups().contains(RuleReviews.OWNERS) || (leads && member.lead()))) {
                notices.tellStaff(
                        email,
                        null,
                        notice,
                        "rule-review/%d/%s/%s".formatted(review.id(), key, member.id()),
                        Map.of(
                                "tableName", review.table(),
                                "ruleName", review.rule(),
                                "clauseCode", review.clause(),
                                "dueOn", review.due() == null ? "–" : readable.atForStaff(review.due())));
            }
        }
    }
}
