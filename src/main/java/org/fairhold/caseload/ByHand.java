package org.fairhold.caseload;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.StaffMember;
import org.fairhold.report.NewReport;
import org.fairhold.report.Reception;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A colleague reports what they saw; it goes the same way as everybody's report. */
@Component
public class ByHand {
    private final Reports reports;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final Clock clock;

    ByHand(Reports reports, PersonalTexts texts, Timeline timeline, JdbcClient sql, Clock clock) {
        this.reports = reports;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Reports by hand, refused as FORBIDDEN for somebody who does not work on cases.
     *
     * @param evidence an address where the evidence is, only for the desk
     */
    @Transactional
    public Reception report(
            StaffMember by, AccountId subject, String kind, List<NewReport.Fact> facts, @Nullable String evidence) {
        if (!by.worksOnCases()) {
            throw Refused.forbidden("Analysts, leads and the fraud team open cases by hand.");
        }
        var received = reports.receive(new NewReport(subject, Report.Source.STAFF, null, kind, facts, null, null));
        var link = texts.keepIfAny(evidence);
        sql.sql(
                        """
                        insert into report_by_hand (report_number, evidence_id, evidence_sha256, reported_by, reported_at)
                        values (:report, :evidence, :sha256, :by, :now)""")
                .param("report", received.reportNumber())
                .param("evidence", link == null ? null : link.id())
                .param("sha256", link == null ? null : link.sha256())
                .param("by", by.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        Optional.ofNullable(received.caseNumber())
                .ifPresent(number ->
                        timeline.add(new CaseNumber(number), "reportedByHand", by.id(), received.reportNumber()));
        return !by.maySee(Ground.ofReport(kind))
                ? new Reception(received.reportNumber(), null, received.outcome(), received.duplicate())
                : received;
    }

    /** Where the evidence of the case's reports by hand is. */
    public List<String> evidence(CaseNumber number) {
        return sql.sql(
                        """
                        select t.body from report_by_hand h join case_report c using (report_number)
                        join personal_text t on t.id = h.evidence_id
                        where c.case_number = :case order by h.reported_at""")
                .param("case", number.value())
                .query(String.class)
                .list();
    }
}
