package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.contract.Contract;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
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
    /** How far back reports of the same kind weigh. */
    public static final Duration REPORTS_WINDOW = Duration.ofDays(90);

    private static final Set<Report.Source> OF_PARTIES =
            Set.of(Report.Source.CLIENT, Report.Source.FREELANCER, Report.Source.OWNER);

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
    private final Contracts contracts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Intake(
            EnforcementCases cases,
            Reports reports,
            Accounts accounts,
            Policies policies,
            Contracts contracts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.reports = reports;
        this.accounts = accounts;
        this.policies = policies;
        this.contracts = contracts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Refused as INVALID when a dispute does not name one contract of the account that it is about, or when somebody else
     * than the other party disputes.
     */
    public void admit(Report report) {
        if (isDispute(report)) {
            var contract = disputed(report);
            var other = contract.otherThan(report.subjectId()).value();
            if (OF_PARTIES.contains(report.source())
                    && report.reporterId() != null
                    && !report.reporterId().equals(other)) {
                throw Refused.invalid(
                        "reporterId", "Only the other party of contract %s disputes it.".formatted(contract.id()));
            }
        }
    }

    private static boolean isDispute(Report report) {
        return Ground.ofReport(report.kind()) == Ground.DISPUTE;
    }

    private Contract disputed(Report report) {
        Contract named = null;
        for (var fact : report.facts()) {
            if (fact.contractId() == null) {
                continue;
            }
            var field = "facts[%d].contractId".formatted(fact.position() - 1);
            if (named != null && !named.id().value().equals(fact.contractId())) {
                throw Refused.invalid(field, "A dispute is about one contract. Send a report for each.");
            }
            named = contracts
                    .find(new ContractId(fact.contractId()))
                    .filter(contract -> contract.isParty(report.subjectId()))
                    .orElseThrow(() -> Refused.invalid(
                            field,
                            "Account %s has no part in a contract %s."
                                    .formatted(report.subjectId(), fact.contractId())));
        }
        if (named == null) {
            throw Refused.invalid("facts[0].contractId", "A dispute names the contract that it is about.");
        }
        return named;
    }

    /**
     * The open case that the report belongs to: same subject, same ground, and in a policy case the same clause. A dispute
     * belongs to its contract, whichever party reports it.
     */
    @Transactional
    public Optional<CaseNumber> match(String reportNumber) {
        var report = reports.get(reportNumber);
        accounts.lock(report.subjectId());
        if (isDispute(report)) {
            var contract = disputed(report);
            accounts.lock(contract.freelancerId());
            return contracts
                    .lock(contract.id())
                    .flatMap(held -> cases.lockOpenDispute(held.id().value()))
                    .map(EnforcementCase::number);
        }
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

    /**
     * Opens a case under the clause as it was in force on the day of the act. A dispute is the case of the freelancer, whose
     * money is disputed; the client is heard in it alike.
     */
    @Transactional
    public CaseNumber open(String reportNumber, Triage triage) {
        var report = reports.get(reportNumber);
        var contract = isDispute(report) ? disputed(report) : null;
        var subject = accounts.get(contract == null ? report.subjectId() : contract.freelancerId());
        var clause = policies.ofKind(report.kind()).orElseThrow();
        var opened = cases.save(EnforcementCase.open(
                new CaseNumber("C-" + cases.nextNumber()),
                subject.id(),
                triage,
                clause,
                clause.inForceOn(report.newestFact().atZone(ZoneOffset.UTC).toLocalDate()),
                contract == null ? null : contract.id(),
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
