package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.policy.ClauseCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands on an account's record, counted for the table that proposes measures. */
@Component
public class OnRecord {
    private static final Duration COMPARABLE_ACTIVITY = Duration.ofDays(365);

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
     * is not, nor a freeze without confirmed fraud, nor is an honest mistake whose lesson was passed.
     */
    public Count of(AccountId subject, ClauseCode clause, CaseNumber current) {
        return sql.sql(
                        """
                        with strike as (
                            select m.clause from measure m
                            where m.subject_id = :subject and m.case_number <> :case
                              and (m.kind <> 'FREEZE' or exists (
                                  select 1 from finding f where f.case_number = m.case_number and f.result = 'VIOLATION'))
                              and (m.ends_at is null or m.ends_at > :now)
                              and not exists (select 1 from measure_end e where e.measure_id = m.id and e.ended_as in ('OVERTURNED', 'CHANGED', 'UNFOUNDED', 'RESTORED'))
                              and not exists (select 1 from appeal a where a.measure_id = m.id and a.outcome = 'OVERTURN')
                              and not exists (select 1 from measure_withdrawal w where w.measure_id = m.id)
                              and not (m.finding_result = 'HONEST_MISTAKE' and exists (
                                  select 1 from lesson_taken l where l.case_number = m.case_number and l.correct = l.questions))),
                        named as (
                            select count(distinct f.contract_id) as contracts
                            from report_fact f join case_report o using (report_number) where o.case_number = :case),
                        comparable as (
                            select count(*) as contracts from contract
                            where (freelancer_id = :subject or client_id = :subject) and changed_at > :since)
                        select (select count(*) from strike) as strikes,
                            (select count(*) from strike where clause = :clause) as same_clause,
                            (select case when comparable.contracts = 0 then 0
                                else least(1, named.contracts::float8 / comparable.contracts) end from named, comparable) as share""")
                .param("subject", subject.value())
                .param("case", current.value())
                .param("clause", clause.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("since", Timestamp.from(clock.instant().minus(COMPARABLE_ACTIVITY)))
                .query((row, index) ->
                        new Count(row.getInt("strikes"), row.getInt("same_clause"), row.getDouble("share")))
                .single();
    }
}
