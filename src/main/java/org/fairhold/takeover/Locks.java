package org.fairhold.takeover;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Timeline;
import org.fairhold.fraud.FraudEvent;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Commands;
import org.fairhold.measure.Measure;
import org.fairhold.report.NewReport;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The owner's own lock: it takes everything at once, without a decision (never-rule 3), and has a human look at it, who puts a
 * freeze in its place or lifts it.
 */
@Component
public class Locks {
    private static final String FACT = "The owner locked the account through the marketplace.";

    /** @param number our own, such as L-1001 */
    public record Lock(String number, AccountId account, CaseNumber caseNumber, Instant at) {}

    private final Takeovers takeovers;
    private final Accounts accounts;
    private final Reports reports;
    private final Cases cases;
    private final Decisions decisions;
    private final Commands commands;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Locks(
            Takeovers takeovers,
            Accounts accounts,
            Reports reports,
            Cases cases,
            Decisions decisions,
            Commands commands,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.takeovers = takeovers;
        this.accounts = accounts;
        this.reports = reports;
        this.cases = cases;
        this.decisions = decisions;
        this.commands = commands;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Locks the account in the owner's name, in the takeover that is open or a new one. A second call answers the lock that is
     * there. Refused as UNKNOWN for an account that we never heard of.
     */
    @Transactional
    public Lock lock(AccountId account) {
        accounts.lock(account);
        return inForce(account).orElseGet(() -> begin(account));
    }

    private Lock begin(AccountId account) {
        var number = takeovers.open(account).stream()
                .map(Takeover::caseNumber)
                .findFirst()
                .orElseGet(() -> opened(account));
        cases.lock(number);
        var lock = new Lock(
                "L-"
                        + sql.sql("select nextval('account_lock_number')")
                                .query(Long.class)
                                .single(),
                account,
                number,
                clock.instant());
        sql.sql(
                        """
                        insert into account_lock (number, account_id, case_number, locked_by, locked_at)
                        values (:number, :account, :case, 'OWNER', :now)""")
                .param("number", lock.number)
                .param("account", account.value())
                .param("case", number.value())
                .param("now", Timestamp.from(lock.at))
                .update();
        timeline.add(number, "accountLocked", Timeline.SUBJECT, lock.number);
        commands.issue(
                new Command.EndSessions("%s/end-sessions/%s".formatted(number, lock.number), number, account), lock.at);
        events.publishEvent(new TakeoverEvent.Locked(number, account, lock.number));
        return lock;
    }

    private CaseNumber opened(AccountId account) {
        var received = reports.receive(new NewReport(
                account,
                Report.Source.OWNER,
                null,
                "ACCOUNT_TAKEOVER",
                List.of(new NewReport.Fact(null, FACT, null, clock.instant(), null)),
                null,
                null));
        return new CaseNumber(Objects.requireNonNull(received.caseNumber(), "a takeover always opens a case"));
    }

    /** The account's lock, as long as nobody has ended it. */
    public Optional<Lock> inForce(AccountId account) {
        return locks("l.account_id = :key", account.value()).stream().findFirst();
    }

    private List<Lock> locks(String where, String key) {
        return sql.sql(
                        "select l.* from account_lock l where " + where
                                + " and not exists (select 1 from account_lock_end e where e.lock_number = l.number) order by l.locked_at")
                .param("key", key)
                .query((row, index) -> new Lock(
                        row.getString("number"),
                        new AccountId(row.getString("account_id")),
                        new CaseNumber(row.getString("case_number")),
                        row.getTimestamp("locked_at").toInstant()))
                .list();
    }

    /** A human froze the account: that stands in the place of the lock. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(FraudEvent.Frozen frozen) {
        var measure = frozen.measure();
        locks("l.case_number = :key", measure.caseNumber().value())
                .forEach(lock -> end(lock, measure, decisions.get(measure.decisionId())));
    }

    /** A human has decided how the takeover ends, and the lock ends with it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CaseEvent.Closed closed) {
        if (cases.get(closed.caseNumber()).ground() != Ground.ACCOUNT_TAKEOVER) {
            return;
        }
        for (var lock : locks("l.case_number = :key", closed.caseNumber().value())) {
            end(lock, null, lastDecision(closed.caseNumber()));
            if (closed.as() == Closing.NO_SUSPICION) {
                events.publishEvent(new TakeoverEvent.LockLifted(lock.caseNumber, lock.account, lock.number));
            }
        }
    }

    private Decision lastDecision(CaseNumber number) {
        return decisions.of(number).stream()
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("nobody decided anything in case " + number));
    }

    private void end(Lock lock, @Nullable Measure replacedBy, Decision why) {
        sql.sql(
                        """
                        insert into account_lock_end (lock_number, case_number, ended_as, measure_id, decision_id, ended_at)
                        values (:lock, :case, :as, :measure, :decision, :now)""")
                .param("lock", lock.number)
                .param("case", lock.caseNumber.value())
                .param("as", replacedBy == null ? "LIFTED" : "REPLACED")
                .param("measure", replacedBy == null ? null : replacedBy.id().value())
                .param("decision", why.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        timeline.add(lock.caseNumber, replacedBy == null ? "lockLifted" : "lockReplaced", why.decidedBy(), lock.number);
    }
}
