package org.fairhold.notice;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Closing;
import org.fairhold.dispute.Disputes;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the reporter what became of the report, without a word about the other side. */
@Component
public class ReporterNotices {
    private static final Set<Ending> DECIDED_OTHERWISE = Set.of(Ending.OVERTURNED, Ending.CHANGED, Ending.WITHDRAWN);

    private final Notices notices;
    private final Readable readable;
    private final Reports reports;
    private final Accounts accounts;
    private final Disputes disputes;
    private final JdbcClient sql;

    ReporterNotices(
            Notices notices, Readable readable, Reports reports, Accounts accounts, Disputes disputes, JdbcClient sql) {
        this.notices = notices;
        this.readable = readable;
        this.reports = reports;
        this.accounts = accounts;
        this.disputes = disputes;
        this.sql = sql;
    }

    /**
     * Tells a reporter whose account we know; anybody else has the answer of the call. A party that begins a dispute is invited
     * to it, and not told twice.
     */
    @Transactional
    public void tell(String reportNumber) {
        var report = reports.get(reportNumber);
        reporter(report)
                .filter(reporter -> !invited(reporter, reportNumber) && !isOwnTakeover(report))
                .ifPresent(reporter -> notices.tell(
                        reporter, null, noticeFor(reportNumber), reportNumber + "/received", words(report, reporter)));
    }

    /** Whoever reported is told that one bad day is no reason for a measure, without a word about the other contracts. */
    @EventListener
    void on(CaseEvent.Closed closed) {
        if (closed.as() == Closing.NO_CONSISTENT_HISTORY) {
            reports.ofCase(closed.caseNumber().value()).forEach(this::tellOfNoHistory);
        }
    }

    /**
     * Whoever reported what led to a measure is told that somebody else decided otherwise: neither which measure nor why. Not
     * in fraud and takeover, where that would tell too much, nor of a hold, which they never heard of.
     */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        var measure = ended.measure();
        if (DECIDED_OTHERWISE.contains(ended.as())
                && measure.kind() != MeasureKind.HOLD
                && !measure.ground().confidential()) {
            reports.ofCase(ended.caseNumber().value()).forEach(report -> tellOfChange(report, measure));
        }
    }

    private void tellOfChange(Report report, Measure measure) {
        reporter(report)
                .filter(reporter -> !reporter.id().equals(measure.subjectId()))
                .ifPresent(reporter -> notices.tell(
                        reporter,
                        null,
                        "report-decision-changed",
                        "%s/changed/%s".formatted(report.number(), measure.id()),
                        words(report, reporter)));
    }

    private void tellOfNoHistory(Report report) {
        reporter(report)
                .ifPresent(reporter -> notices.tell(
                        reporter,
                        null,
                        "report-no-consistent-history",
                        report.number() + "/no-consistent-history",
                        words(report, reporter)));
    }

    private Optional<Account> reporter(Report report) {
        return report.reporterId() == null ? Optional.empty() : accounts.find(new AccountId(report.reporterId()));
    }

    /** Whoever reads the mail of an account that may be taken over must not learn that somebody noticed. */
    private static boolean isOwnTakeover(Report report) {
        return Ground.ofReport(report.kind()) == Ground.ACCOUNT_TAKEOVER
                && report.subjectId().value().equals(report.reporterId());
    }

    private boolean invited(Account reporter, String reportNumber) {
        return sql.sql("select case_number from report_outcome where report_number = :number and outcome = 'OPENED'")
                .param("number", reportNumber)
                .query(String.class)
                .optional()
                .flatMap(number -> disputes.find(new CaseNumber(number)))
                .filter(parties -> parties.includes(reporter.id()))
                .isPresent();
    }

    private Map<String, Object> words(Report report, Account reporter) {
        return Map.of("reportReference", report.number(), "receivedOn", readable.at(report.receivedAt(), reporter));
    }

    private String noticeFor(String reportNumber) {
        return sql.sql("select outcome, answer_code from report_outcome where report_number = :number")
                .param("number", reportNumber)
                .query((row, index) -> switch (row.getString("outcome")) {
                    case "OPENED" -> "report-opened";
                    case "JOINED" -> "report-joined";
                    default ->
                        "report-answered-"
                                + row.getString("answer_code")
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-');
                })
                .single();
    }
}
