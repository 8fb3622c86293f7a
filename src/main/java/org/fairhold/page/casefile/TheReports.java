package org.fairhold.page.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fairhold.casework.CaseNumber;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was reported: every report of the case with its facts, in one query. */
@Component
class TheReports {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<>]+");

    record Fact(
            int position,
            @Nullable String code,
            String text,
            @Nullable String value,
            Instant at,
            @Nullable String contract) {}

    /** @param link the sender's own id, where it is the address of a page */
    record Report(
            String number,
            String source,
            @Nullable String reporter,
            Instant received,
            String outcome,
            @Nullable String externalId,
            @Nullable String link,
            List<Fact> facts) {}

    private final JdbcClient sql;

    TheReports(JdbcClient sql) {
        this.sql = sql;
    }

    List<Report> of(CaseNumber number) {
        Map<String, Report> reports = new LinkedHashMap<>();
        sql.sql(
                        """
                        select r.*, o.outcome, f.position, f.code, f.value, f.occurred_at, f.contract_id, t.body
                        from case_report c join report_outcome o using (report_number) join report r on r.number = o.report_number
                        join report_fact f on f.report_number = r.number left join personal_text t on t.id = f.text_id
                        where c.case_number = :case order by r.received_at, r.number, f.position""")
                .param("case", number.value())
                .query(row -> {
                    var known = reports.get(row.getString("number"));
                    if (known == null) {
                        known = report(row);
                        reports.put(known.number(), known);
                    }
                    known.facts().add(fact(row));
                });
        return List.copyOf(reports.values());
    }

    private static Report report(ResultSet row) throws SQLException {
        var externalId = row.getString("external_id");
        return new Report(
                row.getString("number"),
                row.getString("source"),
                row.getString("reporter_id"),
                At.of(row, "received_at"),
                row.getString("outcome"),
                externalId,
                externalId != null && LINK.matcher(externalId).matches() ? externalId : null,
                new ArrayList<>());
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(
                row.getInt("position"),
                row.getString("code"),
                CaseFile.orErased(row.getString("body")),
                row.getString("value"),
                At.of(row, "occurred_at"),
                row.getString("contract_id"));
    }
}
