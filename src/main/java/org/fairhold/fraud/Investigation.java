package org.fairhold.fraud;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.casework.Review.Finding;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Timeline;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Reversals;
import org.fairhold.measure.Closures;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.NoticeWaiver;
import org.fairhold.report.Reports;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an investigation finds, who else belongs to it, and what follows for the person. */
@Component
public class Investigation {
    private final Cases cases;
    private final Decisions decisions;
    private final Review review;
    private final Holds holds;
    private final Freezes freezes;
    private final Reversals reversals;
    private final Closures closures;
    private final FraudTeam team;
    private final Accounts accounts;
    private final Reports reports;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Investigation(
            Cases cases,
            Decisions decisions,
            Review review,
            Holds holds,
            Freezes freezes,
            Reversals reversals,
            Closures closures,
            FraudTeam team,
            Accounts accounts,
            Reports reports,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.holds = holds;
        this.freezes = freezes;
        this.reversals = reversals;
        this.closures = closures;
        this.team = team;
        this.accounts = accounts;
        this.reports = reports;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes down what was found. Refused as INVALID for a linked account that there is not.
     *
     * @param linked other accounts that belong to the matter
     */
    @Transactional
    public void find(Signature by, boolean isFraud, String findingText, Set<AccountId> linked) {
        team.requireMember(by.by());
        var subject = cases.get(by.caseNumber()).subjectId();
        for (var account : linked) {
            if (account.equals(subject) || accounts.find(account).isEmpty()) {
                throw Refused.invalid("linkedAccounts", "There is no other account %s.".formatted(account));
            }
        }
        review.find(by, isFraud ? Finding.VIOLATION : Finding.NONE, null, findingText);
        if (isFraud) {
            freezes.askAgain(by.caseNumber());
        }
        var found = review.found(by.caseNumber()).orElseThrow();
        for (var account : linked) {
            sql.sql(
                            """
                            insert into linked_account (case_number, account_id, decision_id, linked_at)
                            values (:case, :account, :decision, :now)""")
                    .param("case", by.caseNumber().value())
                    .param("account", account.value())
                    .param("decision", found.decisionId())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            timeline.add(by.caseNumber(), "accountLinked", by.by(), account.value());
        }
    }

    /** Other accounts that belong to the matter. */
    public List<AccountId> linked(CaseNumber number) {
        return sql.sql("select account_id from linked_account where case_number = :case order by account_id")
                .param("case", number.value())
                .query((row, index) -> new AccountId(row.getString("account_id")))
                .list();
    }

    /** A freeze without a reason is counted in lost days, against what had raised the suspicion. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(MeasureEvent.Ended ended) {
        if (ended.as() != Ending.UNFOUNDED || ended.why() == null) {
            return;
        }
        var freeze = ended.measure();
        var signal = reports.ofCase(ended.caseNumber().value()).stream()
                .map(report -> report.kind() + "/" + report.source())
                .distinct()
                .collect(Collectors.joining(","));
        sql.sql(
                        """
                        insert into wrong_freeze (measure_id, case_number, decision_id, outcome, lost_days, signal, counted_at)
                        values (:measure, :case, :decision, 'NONE', :days, :signal, :now)""")
                .param("measure", freeze.id().value())
                .param("case", ended.caseNumber().value())
                .param("decision", ended.why().id())
                .param("days", lostDays(freeze.effectiveAt(), clock.instant()))
                .param("signal", signal)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Days begun between the two, so that an hour counts. */
    public static long lostDays(Instant from, Instant until) {
        return Math.floorDiv(
                        Duration.between(from, until).toSeconds(),
                        Duration.ofDays(1).toSeconds())
                + 1;
    }

    /** How many days a freeze without a reason took; empty for any other. */
    public Optional<Integer> lostDays(Measure freeze) {
        return sql.sql("select lost_days from wrong_freeze where measure_id = :measure")
                .param("measure", freeze.id().value())
                .query(Integer.class)
                .optional();
    }

    /** The full statement after confirmed fraud: what was found, why, and what went back to whom. */
    @Transactional
    public void tellFindings(CaseNumber number) {
        var why = decisions.required(number, "proposeReversal");
        events.publishEvent(new FraudEvent.ToBeToldInFull(number, freezes.inForce(number), why));
    }

    /** A human gives back what is still held, while the account stays frozen. */
    @Transactional
    public void releaseMoney(CaseNumber number) {
        var why = decisions.of(number).stream()
                .filter(decision -> decision.outcome().equals("RELEASE_MONEY"))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> Refused.conflict("Nobody decided to give the money back."));
        holds.giveBackRest(freezes.inForce(number), why);
    }

    /** Somebody of the fraud team decides how it goes on once all is found out. */
    @Transactional
    public void settle(Signature by, String outcome, String reasonForPerson) {
        team.requireMember(by.by());
        decisions.record(by, outcome, null, reasonForPerson, null);
    }

    /**
     * Somebody of the fraud team decides to close the account at once, which another person must sign. Refused as CONFLICT
     * before the marketplace has said what became of each reversal.
     *
     * @param citation the provision that allows it
     */
    @Transactional
    public void close(Signature by, String reasonForPerson, NoticeWaiver why, String citation) {
        team.requireMember(by.by());
        var unused = freezes.inForce(by.caseNumber());
        reversals.requireOver(by.caseNumber());
        closures.choose(decisions.record(by, MeasureKind.CLOSURE.name(), null, reasonForPerson, null), why, citation);
    }

    /** A cleared lead decides whether money stays held close to the provider's limit. */
    @Transactional
    public void decideAtLimit(Signature by, String outcome, String note) {
        team.requireClearedLead(by.by());
        decisions.record(by, outcome, null, null, note);
    }
}
