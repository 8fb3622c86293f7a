package org.fairhold.page.casefile;

import java.text.NumberFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fairhold.account.Ground;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecord;
import org.fairhold.performance.PerformanceRecord.Line;
import org.fairhold.performance.PerformanceRecords.Judged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of all contracts, good and bad, as it was taken; beside it what clients said, and what has changed since. */
@Component
class ThePerformance {
    /**
     * @param share as a percentage
     * @param consistent whether the table found a consistent history in it
     */
    record Taken(
            String number,
            Instant from,
            Instant until,
            int contracts,
            int affected,
            int good,
            String share,
            String usual,
            int usualContracts,
            boolean aboveFloors,
            boolean consistent) {}

    /** @param said what clients and others reported about it */
    record Contract(Line line, String title, List<String> said) {}

    record Category(String name, int contracts, int affected, String share, String usual, int usualContracts) {}

    /**
     * @param judged the newest record that the table was asked about
     * @param today the same window as it is now, where it has changed since the record was taken
     * @param earlier the records before the newest, newest first
     */
    record Section(
            Taken newest,
            @Nullable Taken judged,
            @Nullable Taken today,
            List<Contract> contracts,
            List<Category> categories,
            List<Taken> earlier) {}

    private final Performance performance;
    private final JdbcClient sql;

    ThePerformance(Performance performance, JdbcClient sql) {
        this.performance = performance;
        this.sql = sql;
    }

    /** Nothing in a case of another ground, or before the first record. */
    @Nullable
    Section of(EnforcementCase about) {
        if (about.ground() != Ground.POOR_PERFORMANCE) {
            return null;
        }
        var taken = performance.of(about.number());
        if (taken.isEmpty()) {
            return null;
        }
        var newest = taken.get(0).record();
        var today = about.closedAt() == null ? performance.today(about.number()) : newest;
        var changed = today.affected() != newest.affected() || today.counted() != newest.counted();
        return new Section(
                taken(taken.get(0)),
                taken.stream()
                        .filter(one -> one.verdict() != null)
                        .findFirst()
                        .map(ThePerformance::taken)
                        .orElse(null),
                changed ? taken(new Judged(today, null)) : null,
                contracts(newest, about),
                newest.categories().stream().map(ThePerformance::category).toList(),
                taken.stream().skip(1).map(ThePerformance::taken).toList());
    }

    private static Taken taken(Judged judged) {
        var record = judged.record();
        return new Taken(
                record.number().value(),
                record.windowFrom(),
                record.takenAt(),
                record.counted(),
                record.affected(),
                record.counted() - record.affected(),
                percent(record.share()),
                percent(record.usualShare()),
                record.usualContracts(),
                record.aboveFloors(),
                judged.verdict() != null && judged.verdict().consistent());
    }

    private static Category category(PerformanceRecord.Category one) {
        return new Category(
                one.name(),
                one.contracts(),
                one.affected(),
                percent(one.share()),
                percent(one.usualShare()),
                one.usualContracts());
    }

    private static String percent(double share) {
        return NumberFormat.getPercentInstance(Locale.ENGLISH).format(share);
    }

    private List<Contract> contracts(PerformanceRecord record, EnforcementCase about) {
        var ids = record.contracts().stream().map(Line::contract).toArray(String[]::new);
        Map<String, String> titles = new HashMap<>();
        sql.sql(
                        """
                        select c.id, t.body from contract c left join personal_text t on t.id = c.title_id
                        where c.id = any(:ids)""")
                .param("ids", ids)
                .query(row -> {
                    titles.put(row.getString("id"), CaseFile.orErased(row.getString("body")));
                });
        Map<String, List<String>> said = new HashMap<>();
        sql.sql(
                        """
                        select f.contract_id, array_agg(coalesce(t.body, :erased) order by f.occurred_at) as said
                        from report_fact f join report r on r.number = f.report_number
                        left join personal_text t on t.id = f.text_id
                        where f.contract_id = any(:ids) and r.subject_id = :subject group by f.contract_id""")
                .param("ids", ids)
                .param("subject", about.subjectId().value())
                .param("erased", CaseFile.ERASED)
                .query(row -> {
                    said.put(row.getString("contract_id"), List.of((String[])
                            row.getArray("said").getArray()));
                });
        return record.contracts().stream()
                .map(line -> new Contract(
                        line,
                        titles.getOrDefault(line.contract(), CaseFile.ERASED),
                        said.getOrDefault(line.contract(), List.of())))
                .toList();
    }
}
