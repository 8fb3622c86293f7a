package org.fairhold.redress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.MeasureKind;
import org.fairhold.desk.StaffMember;
import org.fairhold.measure.Measure;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The owner of a table looks at a row that erred, and says what they changed or why not (mission A-17). */
@Component
public class RuleReviews {
    public static final String OWNERS = "process-owners";

    private static final String WHO = "Only a process owner answers for a row of a table.";

    /**
     * A row to look at: no case, and nobody.
     *
     * @param times how often a measure by this row turned out wrong
     * @param due null until the owners were asked
     */
    public record Open(
            long id,
            String clause,
            MeasureKind kind,
            String table,
            String rule,
            int tableVersion,
            int times,
            Instant openedAt,
            @Nullable Instant due) {}

    private final PersonalTexts texts;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RuleReviews(PersonalTexts texts, JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
        this.texts = texts;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Flags the row that had proposed this measure, which was wrong. Empty where a human had departed from the table, in fraud and
     * takeover, and where that row is to be looked at already.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> flag(Measure wrong) {
        return sql.sql(
                        """
                        insert into rule_review (ground, clause, kind, decision_table, rule, table_version, opened_at)
                        select m.ground, m.clause, m.kind, p.decision_table, p.rule, p.table_version, :now
                        from measure m cross join lateral (select o.* from proposal o
                            where o.case_number = m.case_number and o.proposed_at <= m.effective_at
                            order by o.proposed_at desc limit 1) p
                        where m.id = :measure and m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') and p.outcome = m.kind::text
                        on conflict (decision_table, rule, clause, kind) where answered_at is null do nothing
                        returning id""")
                .param("measure", wrong.id().value())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
    }

    /** Its owners are asked to look at it within that time. */
    @Transactional
    public Instant ask(long id, Duration within) {
        var due = clock.instant().plus(within);
        var changed = sql.sql("update rule_review set due_at = :due where id = :id and due_at is null")
                .param("due", Timestamp.from(due))
                .param("id", id)
                .update();
        if (changed == 1) {
            events.publishEvent(new RuleReviewEvent.Asked(get(id)));
        }
        return Objects.requireNonNull(get(id).due());
    }

    /** Nobody has looked at it: they and the leads hear of it every day. Returns when they hear of it next. */
    @Transactional
    public Instant remind(long id) {
        var late = get(id);
        var due = Objects.requireNonNull(late.due());
        var day = (int) Duration.between(due, clock.instant()).toDays() + 1;
        events.publishEvent(new RuleReviewEvent.Late(late, day));
        return due.plus(Duration.ofDays(day));
    }

    /** Refused as FORBIDDEN for anybody but an owner; as CONFLICT when it was answered, as UNKNOWN when there is none. */
    @Transactional
    public void answer(long id, StaffMember by, boolean changed, String text) {
        if (!by.groups().contains(OWNERS)) {
            throw Refused.forbidden(WHO);
        }
        var now = clock.instant();
        var review = get(id);
        var closed = sql.sql("update rule_review set answered_at = :now where id = :id and answered_at is null")
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
        if (closed == 0) {
            throw Refused.conflict("Somebody has answered for this row already.");
        }
        var kept = Objects.requireNonNull(texts.keepInternalIfAny(text));
        sql.sql(
                        """
                        insert into rule_review_answer (review_id, changed, text_id, text_sha256, answered_by, answered_at)
                        values (:id, :changed, :text, :sha256, :by, :now)""")
                .param("id", id)
                .param("changed", changed)
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .param("by", by.id())
                .param("now", Timestamp.from(now))
                .update();
        events.publishEvent(new RuleReviewEvent.Answered(review));
    }

    /** What waits for an owner, what is due first comes first. */
    public List<Open> open() {
        return sql.sql(SELECT + " where r.answered_at is null order by r.due_at nulls first, r.id limit 200")
                .query((row, index) -> review(row))
                .list();
    }

    private Open get(long id) {
        return sql.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query((row, index) -> review(row))
                .optional()
                .orElseThrow(() -> Refused.unknown("There is no review of that number."));
    }

    private static final String SELECT =
            """
            select r.*, (select count(*) from measure m
                join lateral (select o.decision_table, o.rule, o.outcome from proposal o
                    where o.case_number = m.case_number and o.proposed_at <= m.effective_at
                    order by o.proposed_at desc limit 1) p on p.outcome = m.kind::text
                where m.kind = r.kind and m.clause = r.clause and p.decision_table = r.decision_table and p.rule = r.rule
                  and (exists (select 1 from measure_withdrawal w where w.measure_id = m.id)
                    or exists (select 1 from measure_remedy o where o.measure_id = m.id and o.outcome = 'OVERTURN'))) as times
            from rule_review r""";

    private static Open review(ResultSet row) throws SQLException {
        var due = row.getTimestamp("due_at");
        return new Open(
                row.getLong("id"),
                row.getString("clause"),
                MeasureKind.valueOf(row.getString("kind")),
                row.getString("decision_table"),
                row.getString("rule"),
                row.getInt("table_version"),
                row.getInt("times"),
                row.getTimestamp("opened_at").toInstant(),
                due == null ? null : due.toInstant());
    }
}
