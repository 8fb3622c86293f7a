package org.fairhold.takeover;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.FraudEvent;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Commands;
import org.fairhold.measure.Ending;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The takeovers that are suspected: since when, and what the marketplace does at their freeze and at their end. */
@Component
public class Takeovers {
    private final Cases cases;
    private final Reports reports;
    private final Decisions decisions;
    private final FraudTeam team;
    private final Commands commands;
    private final JdbcClient sql;
    private final Clock clock;

    Takeovers(
            Cases cases,
            Reports reports,
            Decisions decisions,
            FraudTeam team,
            Commands commands,
            JdbcClient sql,
            Clock clock) {
        this.cases = cases;
        this.reports = reports;
        this.decisions = decisions;
        this.team = team;
        this.commands = commands;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Notes from when on what was done may be another's doing: the earliest time that a report names.
     *
     * @param otherwise how long before the case that was, where no report says
     */
    @Transactional
    public void note(CaseNumber number, Duration otherwise) {
        var about = cases.get(number);
        var since = reports.ofCase(number.value()).stream()
                .map(Report::suspectedSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElseGet(() -> about.openedAt().minus(otherwise));
        var now = clock.instant();
        sql.sql(
                        """
                        insert into takeover (case_number, ground, account_id, suspected_since, noted_at)
                        values (:case, :ground, :account, :since, :now)""")
                .param("case", number.value())
                .param("ground", about.ground().name())
                .param("account", about.subjectId().value())
                .param("since", Timestamp.from(since.isAfter(now) ? now : since))
                .param("now", Timestamp.from(now))
                .update();
    }

    public Takeover get(CaseNumber number) {
        return takeovers("t.case_number = :key", number.value()).findFirst().orElseThrow();
    }

    /** The suspected takeovers of the account that nobody has closed, oldest first. */
    public List<Takeover> open(AccountId account) {
        return takeovers("t.account_id = :key and c.closed_at is null", account.value())
                .toList();
    }

    private Stream<Takeover> takeovers(String where, String key) {
        return sql
                .sql("select t.* from takeover t join enforcement_case c on c.number = t.case_number where " + where
                        + " order by t.noted_at, t.case_number")
                .param("key", key)
                .query((row, index) -> new Takeover(
                        new CaseNumber(row.getString("case_number")),
                        new AccountId(row.getString("account_id")),
                        row.getTimestamp("suspected_since").toInstant()))
                .list()
                .stream();
    }

    /** Whoever is signed in as the owner is signed out: it may be the thief (never-rule 10). */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(FraudEvent.Frozen frozen) {
        var measure = frozen.measure();
        if (measure.ground() == Ground.ACCOUNT_TAKEOVER) {
            commands.issue(
                    new Command.EndSessions(
                            "%s/end-sessions/%s".formatted(measure.caseNumber(), measure.id()),
                            measure.caseNumber(),
                            measure.subjectId()),
                    clock.instant());
        }
    }

    /** What the freeze had cost the owner comes back, though it was right: the badges and the rank. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(MeasureEvent.Ended ended) {
        var measure = ended.measure();
        if (ended.as() == Ending.RESTORED) {
            commands.issue(
                    new Command.RestoreRank(
                            "%s/restore-rank/%s".formatted(measure.caseNumber(), measure.id()),
                            measure.caseNumber(),
                            measure.subjectId()),
                    clock.instant());
        }
    }

    /** A member of the fraud team asked the marketplace why it is silent. */
    @Transactional
    public void chaseChanges(Signature by, String note) {
        team.requireMember(by.by());
        decisions.record(by, "ASKED_AGAIN", null, null, note);
    }

    /** A cleared lead tried to reach the owner, who has not proven who they are; the freeze goes on. */
    @Transactional
    public void chaseProof(Signature by, String note) {
        team.requireClearedLead(by.by());
        decisions.record(by, "GO_ON", null, null, note);
    }
}
