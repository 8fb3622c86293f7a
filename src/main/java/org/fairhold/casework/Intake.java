package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.policy.Policies;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a report becomes: part of an open case, a case of its own, or an answer. */
@Component
public class Intake {
    private static final Duration REPORTS_WINDOW = Duration.ofDays(90);

    /**
     * What the triage table is asked about.
     *
     * @param openReports reports of this kind about the subject in the last 90 days, this one among them
     */
    public record Facts(boolean appliesToSubject, int factAgeDays, int openReports) {}

    private final EnforcementCases cases;
    private final Reports reports;
    private final Accounts accounts;
    private final Policies policies;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Intake(
            EnforcementCases cases,
            Reports reports,
            Accounts accounts,
            Policies policies,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.reports = reports;
        this.accounts = accounts;
        this.policies = policies;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** The open case that the report belongs to: same subject, same ground, and in a policy case the same clause. */
    @Transactional
    public Optional<CaseNumber> match(String reportNumber) {
        var report = reports.get(reportNumber);
        accounts.lock(report.subjectId());
        // Who knows of one fraud need not know of another.
        return policies.ofKind(report.kind())
                .filter(clause -> !clause.ground().confidential())
                .flatMap(clause -> cases.lockOpen(
                        report.subjectId(), clause.ground(), clause.clause().value()))
                .map(EnforcementCase::number);
    }

    public Facts factsOf(String reportNumber) {
        var report = reports.get(reportNumber);
        var role = accounts.get(report.subjectId()).role();
        var now = clock.instant();
        return new Facts(
                policies.ofKind(report.kind())
                        .map(clause -> clause.appliesTo(role))
                        .orElse(false),
                (int) Duration.between(report.newestFact(), now).toDays(),
                reports.countSince(report.subjectId(), report.kind(), now.minus(REPORTS_WINDOW)));
    }

    /** The report joins that case; a person who has been invited to answer is told what was added. */
    @Transactional
    public void join(String reportNumber, CaseNumber caseNumber) {
        var open = cases.lock(caseNumber).orElseThrow();
        var report = reports.get(reportNumber);
        settle(report, "JOINED", caseNumber, null);
        timeline.add(caseNumber, "reportJoined", Timeline.DESK, reportNumber);
        events.publishEvent(new CaseEvent.ReportJoined(caseNumber, report, open.reviewed()));
    }

    /** Opens a case under the clause as it was in force on the day of the act. */
    @Transactional
    public CaseNumber open(String reportNumber, Triage triage) {
        var report = reports.get(reportNumber);
        var subject = accounts.get(report.subjectId());
        var clause = policies.ofKind(report.kind()).orElseThrow();
        var opened = cases.save(EnforcementCase.open(
                new CaseNumber("C-" + cases.nextNumber()),
                subject.id(),
                triage,
                clause,
                clause.inForceOn(report.newestFact().atZone(ZoneOffset.UTC).toLocalDate()),
                subject.language(),
                clock.instant()));
        settle(report, "OPENED", opened.number(), null);
        timeline.add(opened.number(), "opened", Timeline.DESK, reportNumber);
        return opened.number();
    }

    /** Tells the desk that the case is complete and its process may begin. */
    @Transactional
    public void announce(CaseNumber caseNumber) {
        events.publishEvent(new CaseEvent.Opened(caseNumber));
    }

    /** Notes what the person will be asked about. Refused as CONFLICT when nobody reported anything. */
    @Transactional
    public void gather(CaseNumber caseNumber) {
        var facts = reports.ofCase(caseNumber.value()).stream()
                .mapToInt(report -> report.facts().size())
                .sum();
        if (facts == 0) {
            throw Refused.conflict("Nobody reported anything in case %s.".formatted(caseNumber));
        }
        timeline.add(caseNumber, "factsGathered", Timeline.DESK, String.valueOf(facts));
    }

    /** No case: the reporter is told why. */
    @Transactional
    public void answer(String reportNumber, String answerCode) {
        settle(reports.get(reportNumber), "ANSWERED", null, answerCode);
    }

    private void settle(Report report, String outcome, @Nullable CaseNumber caseNumber, @Nullable String answerCode) {
        sql.sql(
                        """
                        insert into report_outcome (report_number, outcome, case_number, answer_code, decided_at)
                        values (:report, :outcome, :case, :answer, :now)""")
                .param("report", report.number())
                .param("outcome", outcome)
                .param("case", caseNumber == null ? null : caseNumber.value())
                .param("answer", answerCode)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
