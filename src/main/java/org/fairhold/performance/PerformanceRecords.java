package org.fairhold.performance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.performance.PerformanceRecord.Category;
import org.fairhold.performance.PerformanceRecord.Line;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what an account's contracts came to, and keeps it as it was counted. Rows are only added. */
@Repository
public class PerformanceRecords {
    /**
     * What the owners' table said to a record.
     *
     * @param rule the table's rule that said so
     */
    public record Verdict(boolean consistent, String rule, int tableVersion) {}

    /** A record, and what was said to it; nothing while nobody has asked. */
    public record Judged(PerformanceRecord record, @Nullable Verdict verdict) {}

    private record Content(List<Line> contracts, List<Category> categories) {}

    private final JdbcClient sql;
    private final ObjectMapper json;

    PerformanceRecords(JdbcClient sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * The record as it is now, in one query. What happened while somebody else may have had the account is not in it. A complaint counts when the contract's own client or the marketplace made it.
     * Feedback is what it is now: a better one has replaced a worse one. What a human has determined in an earlier case of the
     * account, and what has not changed since, is settled. What is usual is what the contracts of everybody else came to.
     */
    PerformanceRecord count(CaseNumber number, AccountId subject, Instant from, Instant now) {
        List<Line> lines = new ArrayList<>();
        Map<String, Category> categories = new LinkedHashMap<>();
        sql.sql(
                        """
                        with complaint as materialized (
                            select f.contract_id, f.code, max(r.received_at) as received_at
                            from report_fact f join report r on r.number = f.report_number
                            join contract c on c.id = f.contract_id and c.freelancer_id = r.subject_id
                            where r.kind <> 'DISPUTE' and f.code in ('NON_DELIVERY', 'POOR_COMMUNICATION', 'UNACCEPTABLE_WORK')
                              and f.contract_id is not null and f.occurred_at >= :from
                              and not exists (select 1 from takeover_window w where w.account_id = c.freelancer_id
                                  and f.occurred_at >= w.since and f.occurred_at < w.until)
                              and (r.source in ('SYSTEM', 'STAFF', 'CHARGEBACK')
                                  or r.source = 'CLIENT' and coalesce(r.reporter_id, c.client_id) = c.client_id)
                            group by f.contract_id, f.code),
                        settled as (
                            select l.contract, max(d.decided_at) as at,
                                (array_agg(p.case_number order by d.decided_at desc))[1] as case_number
                            from performance_record p
                            join enforcement_case e on e.number = p.case_number
                            join finding f on f.case_number = p.case_number
                            join decision d on d.id = f.decision_id
                            cross join lateral jsonb_to_recordset(p.content -> 'contracts') as l(contract text, occurrences jsonb)
                            where p.subject_id = :subject and p.case_number <> :case and jsonb_array_length(l.occurrences) > 0
                              and (e.closed_as in ('NO_HARM', 'NO_MEASURE')
                                  or exists (select 1 from measure m where m.case_number = p.case_number))
                            group by l.contract),
                        mine as (
                            select c.*, s.at as settled_at, s.case_number as settled_in,
                                array(select k.code from complaint k where k.contract_id = c.id
                                    and (s.at is null or k.received_at > s.at) order by k.code) as complaints,
                                array(select k.code from complaint k where k.contract_id = c.id
                                    and k.received_at <= s.at order by k.code) as settled_complaints,
                                s.at is null or c.changed_at > s.at as fresh
                            from contract c left join settled s on s.contract = c.id
                            where c.freelancer_id = :subject and (c.state = 'ACTIVE' or c.ended_at >= :from)
                              and not exists (select 1 from takeover_window w where w.account_id = :subject
                                  and c.ended_at >= w.since and c.ended_at < w.until)),
                        usual as (
                            select c.category, count(*) as contracts,
                                count(*) filter (where c.outcome = 'FAILED' or c.feedback <= 2 or k.contract_id is not null) as affected
                            from contract c left join (select distinct contract_id from complaint) k on k.contract_id = c.id
                            where c.category in (select category from mine) and c.freelancer_id <> :subject
                              and (c.state = 'ENDED' and c.ended_at >= :from
                                  or c.state = 'ACTIVE' and (c.feedback <= 2 or k.contract_id is not null))
                            group by c.category)
                        select mine.*, coalesce(usual.contracts, 0) as usual_contracts, coalesce(usual.affected, 0) as usual_affected
                        from mine left join usual on usual.category = mine.category
                        order by mine.ended_at nulls last, mine.id""")
                .param("subject", subject.value())
                .param("case", number.value())
                .param("from", Timestamp.from(from))
                .query(row -> {
                    var line = line(row);
                    lines.add(line);
                    categories.merge(line.category(), category(row, line), PerformanceRecords::sum);
                });
        return new PerformanceRecord(RecordNumber.DRAFT, number, now, from, lines, List.copyOf(categories.values()));
    }

    /** The complaints that the account was told of, outside of what is confidential. */
    Set<PerformanceRecord.Complaint> told(AccountId subject) {
        return Set.copyOf(sql.sql(
                        """
                        select distinct f.contract_id, f.code from report_fact f
                        join case_report c on c.report_number = f.report_number
                        join enforcement_case e on e.number = c.case_number
                        where e.subject_id = :subject and e.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
                          and f.contract_id is not null and f.code in ('NON_DELIVERY', 'POOR_COMMUNICATION', 'UNACCEPTABLE_WORK')
                          and (exists (select 1 from answer_window w where w.case_number = e.number and w.account_id = :subject)
                            or exists (select 1 from measure m where m.case_number = e.number))""")
                .param("subject", subject.value())
                .query((row, index) -> new PerformanceRecord.Complaint(
                        row.getString("contract_id"), Occurrence.valueOf(row.getString("code"))))
                .list());
    }

    private static Line line(ResultSet row) throws SQLException {
        List<Occurrence> occurrences = new ArrayList<>(complaints(row, "complaints"));
        List<Occurrence> settled = new ArrayList<>(complaints(row, "settled_complaints"));
        var told = row.getBoolean("fresh") ? occurrences : settled;
        var feedback = row.getObject("feedback", Integer.class);
        if (feedback != null && feedback <= Occurrence.NEGATIVE_MAX) {
            told.add(Occurrence.NEGATIVE_FEEDBACK);
        }
        var outcome = row.getString("outcome");
        if ("FAILED".equals(outcome)) {
            told.add(Occurrence.FAILED);
        }
        var ended = row.getTimestamp("ended_at");
        return new Line(
                row.getString("id"),
                row.getString("category"),
                row.getString("client_id"),
                row.getString("state"),
                ended == null ? null : ended.toInstant(),
                outcome,
                feedback,
                ended != null,
                occurrences,
                settled,
                settled.isEmpty() ? null : row.getString("settled_in"));
    }

    private static List<Occurrence> complaints(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(Occurrence::valueOf)
                .toList();
    }

    private static Category category(ResultSet row, Line line) throws SQLException {
        return new Category(
                line.category(),
                line.counted() || line.affected() ? 1 : 0,
                line.affected() ? 1 : 0,
                row.getInt("usual_contracts"),
                row.getInt("usual_affected"));
    }

    private static Category sum(Category one, Category other) {
        return new Category(
                one.name(),
                one.contracts() + other.contracts(),
                one.affected() + other.affected(),
                one.usualContracts(),
                one.usualAffected());
    }

    /** Keeps the record under a number of its own. */
    PerformanceRecord keep(PerformanceRecord counted, AccountId subject) {
        var number = new RecordNumber("P-"
                + sql.sql("select nextval('performance_record_number')")
                        .query(Long.class)
                        .single());
        var content = write(new Content(counted.contracts(), counted.categories()));
        sql.sql(
                        """
                        insert into performance_record (number, case_number, ground, subject_id, taken_at, window_from, content, content_sha256)
                        values (:number, :case, 'POOR_PERFORMANCE', :subject, :taken, :from, :content::jsonb, :sha256)""")
                .param("number", number.value())
                .param("case", counted.caseNumber().value())
                .param("subject", subject.value())
                .param("taken", Timestamp.from(counted.takenAt()))
                .param("from", Timestamp.from(counted.windowFrom()))
                .param("content", content)
                .param("sha256", PersonalTexts.sha256(content))
                .update();
        return new PerformanceRecord(
                number,
                counted.caseNumber(),
                counted.takenAt(),
                counted.windowFrom(),
                counted.contracts(),
                counted.categories());
    }

    void judge(PerformanceRecord record, Verdict verdict, Instant now) {
        sql.sql(
                        """
                        insert into performance_verdict (record_number, case_number, consistent, rule, table_version, judged_at)
                        values (:record, :case, :consistent, :rule, :version, :now)""")
                .param("record", record.number().value())
                .param("case", record.caseNumber().value())
                .param("consistent", verdict.consistent())
                .param("rule", verdict.rule())
                .param("version", verdict.tableVersion())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Every record of the case with what was said to it, the newest first. */
    List<Judged> of(CaseNumber number) {
        return sql.sql(
                        """
                        select r.*, v.consistent, v.rule, v.table_version
                        from performance_record r left join performance_verdict v on v.record_number = r.number
                        where r.case_number = :case order by length(r.number) desc, r.number desc""")
                .param("case", number.value())
                .query((row, index) -> new Judged(
                        record(row),
                        row.getString("rule") == null
                                ? null
                                : new Verdict(
                                        row.getBoolean("consistent"),
                                        row.getString("rule"),
                                        row.getInt("table_version"))))
                .list();
    }

    private PerformanceRecord record(ResultSet row) throws SQLException {
        var content = read(row.getString("content"));
        return new PerformanceRecord(
                new RecordNumber(row.getString("number")),
                new CaseNumber(row.getString("case_number")),
                row.getTimestamp("taken_at").toInstant(),
                row.getTimestamp("window_from").toInstant(),
                content.contracts(),
                content.categories());
    }

    private String write(Content content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Content read(String content) {
        try {
            return json.readValue(content, Content.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
