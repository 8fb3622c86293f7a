package org.fairhold.regime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What open cases promise that is weaker for the person than what the deployed table gives on the day of the promise. A promise stands when the
 * table changes; this says where keeping to it would break the law that came meanwhile.
 */
@Repository
public class Breaches {
    /**
     * @param about the appeal's or the measure's number
     * @param promised the moment that the person was told
     * @param byTable what the table gives for the same beginning
     * @param source of the row that says so
     */
    public record Breach(
            String caseNumber, String about, Deadline deadline, Instant promised, Instant byTable, String source) {}

    private record Promise(
            String caseNumber, String about, Deadline deadline, AccountId subject, Instant since, Instant until) {}

    private final LegalDeadlines deadlines;
    private final Accounts accounts;
    private final JdbcClient sql;
    private final Clock clock;

    Breaches(LegalDeadlines deadlines, Accounts accounts, JdbcClient sql, Clock clock) {
        this.deadlines = deadlines;
        this.accounts = accounts;
        this.sql = sql;
        this.clock = clock;
    }

    /** Those that end first come first. @param confidential whether the asker may know of fraud and takeover */
    @Transactional
    public List<Breach> open(boolean confidential) {
        Map<AccountId, Account> known = new HashMap<>();
        return promises(confidential).stream()
                .flatMap(promise -> broken(promise, known.computeIfAbsent(promise.subject(), accounts::get)).stream())
                .toList();
    }

    /** A law that is in force when our time ends is the one that we would break. */
    private Optional<Breach> broken(Promise promise, Account account) {
        var now = clock.instant();
        var day = promise.until().isAfter(now) ? promise.until() : now;
        var term = deadlines.of(promise.deadline(), account, day);
        var byTable = promise.since().plus(term.length());
        if (!promise.deadline().isWeaker(promise.until(), byTable)) {
            return Optional.empty();
        }
        return Optional.of(new Breach(
                promise.caseNumber(), promise.about(), promise.deadline(), promise.until(), byTable, term.source()));
    }

    /** A closure at once has no notice, by an exception that two people signed. */
    private List<Promise> promises(boolean confidential) {
        return sql.sql(
                        """
                        select p.*, c.subject_id from (
                            select 'APPEAL_ANSWER' as deadline, case_number, number as about, lodged_at as since, answer_due as until
                            from appeal where answered_at is null
                            union all
                            select 'CLOSURE_NOTICE', case_number, id, effective_at, closure_at
                            from measure m where kind = 'CLOSURE' and closure_at > :now and closure_exception_id is null
                                and not exists (select 1 from measure_end e where e.measure_id = m.id)
                            union all
                            select 'APPEAL_WINDOW', case_number, measure_id, issued_at, appeal_until
                            from (select distinct on (number) case_number, measure_id, issued_at,
                                    (content ->> 'appealUntil')::timestamptz as appeal_until
                                from statement order by number, version desc) newest
                            where appeal_until > :now
                                and not exists (select 1 from measure_withdrawal w where w.measure_id = newest.measure_id)) p
                        join enforcement_case c on c.number = p.case_number
                        where (c.closed_at is null or p.deadline <> 'APPEAL_WINDOW')
                            and (:confidential or c.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                        order by p.until, p.about""")
                .param("now", Timestamp.from(clock.instant()))
                .param("confidential", confidential)
                .query((row, index) -> promise(row))
                .list();
    }

    private static Promise promise(ResultSet row) throws SQLException {
        return new Promise(
                row.getString("case_number"),
                row.getString("about"),
                Deadline.valueOf(row.getString("deadline")),
                new AccountId(row.getString("subject_id")),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("until").toInstant());
    }
}
