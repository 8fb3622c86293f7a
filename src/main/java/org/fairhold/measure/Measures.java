package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The measures and how they ended. */
@Component
public class Measures {
    /** How and when a measure ended. @param why the decision that ended it; null where a date did */
    public record End(Ending as, Instant at, @Nullable UUID why) {}

    private final MeasureRows rows;
    private final JdbcAggregateTemplate template;
    private final JdbcClient sql;

    Measures(MeasureRows rows, JdbcAggregateTemplate template, JdbcClient sql) {
        this.rows = rows;
        this.template = template;
        this.sql = sql;
    }

    MeasureId nextId() {
        return new MeasureId("M-"
                + sql.sql("select nextval('measure_number')").query(Long.class).single());
    }

    String nextStatementNumber() {
        return "S-"
                + sql.sql("select nextval('statement_number')")
                        .query(Long.class)
                        .single();
    }

    Measure add(Measure measure) {
        return template.insert(measure);
    }

    /** Records the end; false when it had ended before. */
    boolean end(Measure measure, Ending as, @Nullable UUID decisionId, Instant now) {
        return sql.sql(
                                """
                                insert into measure_end (measure_id, ended_at, ended_as, decision_id)
                                values (:measure, :now, :as, :decision) on conflict do nothing""")
                        .param("measure", measure.id().value())
                        .param("now", Timestamp.from(now))
                        .param("as", as.name())
                        .param("decision", decisionId)
                        .update()
                == 1;
    }

    void review(Measure measure, Decision decision, Instant nextReview) {
        sql.sql(
                        """
                        insert into measure_review (measure_id, decision_id, case_number, outcome, next_review_at)
                        values (:measure, :decision, :case, :outcome, :next)""")
                .param("measure", measure.id().value())
                .param("decision", decision.id())
                .param("case", measure.caseNumber().value())
                .param("outcome", decision.outcome())
                .param("next", Timestamp.from(nextReview))
                .update();
    }

    /** When it is looked at next: as the last review said, or as it was imposed. */
    public @Nullable Instant nextReview(Measure measure) {
        return sql.sql("select max(next_review_at) from measure_review where measure_id = :measure")
                .param("measure", measure.id().value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(measure.reviewAt());
    }

    public Optional<Measure> find(MeasureId id) {
        return rows.findById(id);
    }

    public Optional<End> end(MeasureId id) {
        return sql.sql("select ended_as, ended_at, decision_id from measure_end where measure_id = :id")
                .param("id", id.value())
                .query((row, index) -> new End(
                        Ending.valueOf(row.getString("ended_as")),
                        row.getTimestamp("ended_at").toInstant(),
                        row.getObject("decision_id", UUID.class)))
                .optional();
    }

    /** Whether it was taken back as wrong, before or after it ended. */
    public boolean withdrawn(MeasureId id) {
        return sql.sql("select exists (select 1 from measure_withdrawal where measure_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** When it turned out to be wrong: it was overturned, or withdrawn. */
    public Optional<Instant> reversedAt(MeasureId id) {
        return sql.sql(
                        """
                        select min(at) from (
                            select withdrawn_at as at from measure_withdrawal where measure_id = :id
                            union all select decided_at from measure_remedy where measure_id = :id and outcome = 'OVERTURN') reversal""")
                .param("id", id.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Somebody who did not decide the measure said so: OVERTURN or CHANGE is the decision's outcome. */
    void remedy(Measure measure, Decision why) {
        sql.sql(
                        """
                        insert into measure_remedy (decision_id, measure_id, case_number, outcome, decided_at)
                        values (:decision, :measure, :case, :outcome, :at)""")
                .param("decision", why.id())
                .param("measure", measure.id().value())
                .param("case", measure.caseNumber().value())
                .param("outcome", why.outcome())
                .param("at", Timestamp.from(why.decidedAt()))
                .update();
    }

    /** What was changed in that case and has nothing in its place yet. */
    Optional<Measure> toReplace(CaseNumber number) {
        return sql.sql(
                        """
                        select m.id from measure m join measure_end e on e.measure_id = m.id
                        where m.case_number = :case and e.ended_as = 'CHANGED'
                          and not exists (select 1 from measure_replacement r where r.replaced_id = m.id)
                        order by e.ended_at desc limit 1""")
                .param("case", number.value())
                .query(String.class)
                .optional()
                .flatMap(id -> find(new MeasureId(id)));
    }

    void replace(Measure old, Measure by) {
        sql.sql("insert into measure_replacement (measure_id, replaced_id) values (:by, :old)")
                .param("by", by.id().value())
                .param("old", old.id().value())
                .update();
    }

    /** The statement of what took its place after an appeal. */
    public Optional<String> replacedBy(MeasureId id) {
        return sql.sql(
                        """
                        select m.statement_number from measure_replacement r join measure m on m.id = r.measure_id
                        where r.replaced_id = :id""")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /** The decision of somebody else about it: OVERTURN or CHANGE. */
    Optional<UUID> remedied(MeasureId id, String outcome) {
        return sql.sql(
                        """
                        select decision_id from measure_remedy where measure_id = :id and outcome = :outcome
                        order by decided_at desc limit 1""")
                .param("id", id.value())
                .param("outcome", outcome)
                .query(UUID.class)
                .optional();
    }

    /** What the newest version of its statement promises. */
    public AppealTerms appealTerms(MeasureId id) {
        return sql.sql(
                        """
                        select content ->> 'appealUntil' as until, (content ->> 'appealAnswerDays')::int as days
                        from statement where measure_id = :id order by version desc limit 1""")
                .param("id", id.value())
                .query((row, index) -> new AppealTerms(Instant.parse(row.getString("until")), row.getInt("days")))
                .single();
    }

    /** Whether an appeal against it should have been answered by now. */
    boolean appealLate(MeasureId id, Instant now) {
        return sql.sql(
                        """
                        select exists (select 1 from appeal
                            where measure_id = :id and answered_at is null and answer_due <= :now)""")
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    public List<Measure> of(CaseNumber caseNumber) {
        return rows.findByCaseNumberOrderByEffectiveAt(caseNumber);
    }

    public List<Measure> of(AccountId subject) {
        return rows.findBySubjectIdOrderByEffectiveAtDesc(subject);
    }

    /** The case's newest measure; a hold or a closure stands beside it. Refused as CONFLICT when it has none. */
    public Measure latest(CaseNumber caseNumber) {
        return newest(caseNumber, kind -> kind != MeasureKind.HOLD && kind != MeasureKind.CLOSURE)
                .orElseThrow(() -> Refused.conflict("Case %s has no measure.".formatted(caseNumber)));
    }

    /** The case's newest hold, in force or not. */
    public Optional<Measure> latestHold(CaseNumber caseNumber) {
        return newest(caseNumber, kind -> kind == MeasureKind.HOLD);
    }

    /** The case's newest closure, announced or in force or over. Refused as CONFLICT when it has none. */
    public Measure closure(CaseNumber caseNumber) {
        return newest(caseNumber, kind -> kind == MeasureKind.CLOSURE)
                .orElseThrow(() -> Refused.conflict("Case %s closes no account.".formatted(caseNumber)));
    }

    private Optional<Measure> newest(CaseNumber caseNumber, Predicate<MeasureKind> kind) {
        return of(caseNumber).stream()
                .filter(measure -> kind.test(measure.kind()))
                .reduce((earlier, later) -> later);
    }
}
