package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.policy.ClauseCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands on an account's record, counted for the table that proposes measures. */
@Component
public class OnRecord {
    private static final Duration COMPARABLE_ACTIVITY = Duration.ofDays(365);

    /** A hold is no finding, and neither is a freeze without confirmed fraud. */
    private static final String FOUND =
            """
            m.kind <> 'HOLD' and (m.kind <> 'FREEZE' or exists (
                select 1 from finding f where f.case_number = m.case_number and f.result = 'VIOLATION'))""";

    private static final String WRONG =
            """
            (exists (select 1 from measure_end e where e.measure_id = m.id and e.ended_as in ('OVERTURNED', 'CHANGED', 'UNFOUNDED', 'RESTORED'))
                or exists (select 1 from measure_remedy r where r.measure_id = m.id and r.outcome = 'OVERTURN')
                or exists (select 1 from measure_withdrawal w where w.measure_id = m.id))""";

    private static final String HONEST = """
            coalesce(m.finding_result = 'HONEST_MISTAKE', false)""";

    private static final String LEARNT =
            """
            exists (select 1 from lesson_taken l where l.case_number = m.case_number and l.correct = l.questions)""";

    /** Why something counts, or counts no more. */
    public enum Why {
        COUNTS,
        /** It counts until the lesson is passed. */
        COUNTS_UNTIL_LEARNT,
        EXPIRED,
        WRONG,
        LEARNT,
        /** A hold: nobody was found to have done anything wrong. */
        NO_FINDING
    }

    /**
     * A measure that stands or stood on the record.
     *
     * @param expiresAt when it counts no more, whatever else happens; null where it has no such date
     * @param inForce whether it still takes something away
     */
    public record Entry(
            MeasureId id,
            CaseNumber caseNumber,
            MeasureKind kind,
            ClauseCode clause,
            Instant since,
            @Nullable Instant expiresAt,
            boolean inForce,
            Why why) {
        public boolean counts() {
            return why == Why.COUNTS || why == Why.COUNTS_UNTIL_LEARNT;
        }
    }

    /**
     * @param strikes earlier measures still on the record, under any clause
     * @param sameClauseStrikes those of them under this clause
     * @param violationShare contracts named in this case's reports as a share of the person's contracts in a year; 0
     *     when the reports name none
     */
    public record Count(int strikes, int sameClauseStrikes, double violationShare) {}

    private final JdbcClient sql;
    private final Clock clock;

    OnRecord(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A measure is on the record until its end date, also when it was lifted earlier. One that was overturned or withdrawn
     * is not, nor a hold, nor a freeze without confirmed fraud, nor is an honest mistake whose lesson was passed.
     */
    public Count of(AccountId subject, ClauseCode clause, CaseNumber current) {
        return sql.sql(
                        """
                        with strike as (
                            select m.clause from measure m
                            where m.subject_id = :subject and m.case_number <> :case
                              and (m.ends_at is null or m.ends_at > :now)
                              and %s and not %s and not (%s and %s)),
                        named as (
                            select count(distinct f.contract_id) as contracts
                            from report_fact f join case_report o using (report_number) where o.case_number = :case),
                        comparable as (
                            select count(*) as contracts from contract
                            where (freelancer_id = :subject or client_id = :subject) and changed_at > :since)
                        select (select count(*) from strike) as strikes,
                            (select count(*) from strike where clause = :clause) as same_clause,
                            (select case when comparable.contracts = 0 then 0
                                else least(1, named.contracts::float8 / comparable.contracts) end from named, comparable) as share"""
                                .formatted(FOUND, WRONG, HONEST, LEARNT))
                .param("subject", subject.value())
                .param("case", current.value())
                .param("clause", clause.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("since", Timestamp.from(clock.instant().minus(COMPARABLE_ACTIVITY)))
                .query((row, index) ->
                        new Count(row.getInt("strikes"), row.getInt("same_clause"), row.getDouble("share")))
                .single();
    }

    /** What the person themselves can read of their record, the newest first: nothing of a confidential case. */
    public List<Entry> of(AccountId subject) {
        return sql.sql(
                        """
                        select m.id, m.case_number, m.kind, m.clause, m.effective_at, m.ends_at,
                            m.kind <> 'WARNING' and (m.ends_at is null or m.ends_at > :now)
                                and not exists (select 1 from measure_end e where e.measure_id = m.id) as in_force,
                            case when m.kind = 'HOLD' then 'NO_FINDING' when %s then 'WRONG' when %s and %s then 'LEARNT'
                                when m.ends_at <= :now then 'EXPIRED' when %s then 'COUNTS_UNTIL_LEARNT' else 'COUNTS' end as why
                        from measure m
                        where m.subject_id = :subject and m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
                        order by m.effective_at desc, m.id desc"""
                                .formatted(WRONG, HONEST, LEARNT, HONEST))
                .param("subject", subject.value())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Entry(
                        new MeasureId(row.getString("id")),
                        new CaseNumber(row.getString("case_number")),
                        MeasureKind.valueOf(row.getString("kind")),
                        new ClauseCode(row.getString("clause")),
                        row.getTimestamp("effective_at").toInstant(),
                        row.getTimestamp("ends_at") == null
                                ? null
                                : row.getTimestamp("ends_at").toInstant(),
                        row.getBoolean("in_force"),
                        Why.valueOf(row.getString("why"))))
                .list();
    }

    /** How many contracts of the last year the account's activity is measured by. */
    public int comparableContracts(AccountId subject) {
        return sql.sql(
                        """
                        select count(*) from contract
                        where (freelancer_id = :subject or client_id = :subject) and changed_at > :since""")
                .param("subject", subject.value())
                .param("since", Timestamp.from(clock.instant().minus(COMPARABLE_ACTIVITY)))
                .query(Integer.class)
                .single();
    }
}
