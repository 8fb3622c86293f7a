package org.fairhold.notice;

import java.util.Locale;
import java.util.Map;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.report.Reports;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the reporter what became of the report, without a word about the other side. */
@Component
public class ReporterNotices {
    private final Notices notices;
    private final Readable readable;
    private final Reports reports;
    private final Accounts accounts;
    private final JdbcClient sql;

    ReporterNotices(Notices notices, Readable readable, Reports reports, Accounts accounts, JdbcClient sql) {
        this.notices = notices;
        this.readable = readable;
        this.reports = reports;
        this.accounts = accounts;
        this.sql = sql;
    }

    /** Tells a reporter whose account we know; anybody else has the answer of the call. */
    @Transactional
    public void tell(String reportNumber) {
        var report = reports.get(reportNumber);
        if (report.reporterId() == null) {
            return;
        }
        accounts.find(new AccountId(report.reporterId()))
                .ifPresent(reporter -> notices.tell(
                        reporter,
                        null,
                        noticeFor(reportNumber),
                        reportNumber + "/received",
                        Map.of(
                                "reportReference",
                                reportNumber,
                                "receivedOn",
                                readable.at(report.receivedAt(), reporter))));
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
