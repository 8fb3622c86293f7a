package org.fairhold.page.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The case's measures with what they take, what they ask for, and their statements of reasons. */
@Component
class TheMeasures {
    /** @param taken the permissions, as codes; one that running contracts keep ends in an asterisk */
    record Measure(
            String id,
            String kind,
            Instant from,
            @Nullable Instant review,
            @Nullable Instant until,
            @Nullable Instant closes,
            @Nullable Instant settled,
            @Nullable String endedAs,
            @Nullable Instant ended,
            @Nullable String acknowledged,
            boolean refused,
            List<String> taken) {}

    record Condition(
            String id,
            String measure,
            int round,
            String code,
            List<String> contracts,
            Instant due,
            @Nullable Instant met,
            @Nullable String note) {}

    /** @param mail the mail that carried it, to find its words as sent */
    record Statement(
            String number, int version, String measure, Instant issued, String language, @Nullable String mail) {}

    record Section(List<Measure> measures, List<Condition> conditions, List<Statement> statements) {}

    private final JdbcClient sql;

    TheMeasures(JdbcClient sql) {
        this.sql = sql;
    }

    Section of(CaseNumber number) {
        return new Section(measures(number), conditions(number), statements(number));
    }

    private List<Measure> measures(CaseNumber number) {
        return sql.sql(
                        """
                        select m.*, e.ended_as, e.ended_at, a.settled_as, s.settled_at as account_settled,
                            coalesce((select max(next_review_at) from measure_review v where v.measure_id = m.id), m.review_at) as next_review,
                            exists (select 1 from refusal f where f.measure_id = m.id
                                and f.round = (select max(round) from condition c where c.measure_id = m.id)) as refused,
                            array(select p.permission || case when p.except_contracts is null and not p.spares_running then '' else '*' end
                                from cause_permission p where p.measure_id = m.id order by p.permission) as taken
                        from measure m left join measure_end e on e.measure_id = m.id
                        left join acknowledgement a on a.measure_id = m.id
                        left join closure_settlement s on s.measure_id = m.id
                        where m.case_number = :case order by m.effective_at, m.id""")
                .param("case", number.value())
                .query((row, index) -> measure(row))
                .list();
    }

    private static Measure measure(ResultSet row) throws SQLException {
        return new Measure(
                row.getString("id"),
                row.getString("kind"),
                At.of(row, "effective_at"),
                At.orNull(row, "next_review"),
                At.orNull(row, "ends_at"),
                At.orNull(row, "closure_at"),
                At.orNull(row, "account_settled"),
                row.getString("ended_as"),
                At.orNull(row, "ended_at"),
                row.getString("settled_as"),
                row.getBoolean("refused"),
                List.of((String[]) row.getArray("taken").getArray()));
    }

    private List<Condition> conditions(CaseNumber number) {
        return sql.sql(
                        """
                        select c.*, d.met_at, t.body, array(select s.contract_id from condition_contract s
                            where s.condition_id = c.id order by s.contract_id) as contracts
                        from condition c left join condition_met d on d.condition_id = c.id
                        left join personal_text t on t.id = d.note_id
                        where c.case_number = :case order by c.set_at, c.round, length(c.id), c.id""")
                .param("case", number.value())
                .query((row, index) -> new Condition(
                        row.getString("id"),
                        row.getString("measure_id"),
                        row.getInt("round"),
                        row.getString("code"),
                        List.of((String[]) row.getArray("contracts").getArray()),
                        At.of(row, "due"),
                        At.orNull(row, "met_at"),
                        row.getString("body")))
                .list();
    }

    private List<Statement> statements(CaseNumber number) {
        return sql.sql(
                        """
                        select s.*, n.mail_id from statement s left join notice n on n.outbox_key = s.outbox_key
                        where s.case_number = :case order by s.issued_at, s.number, s.version""")
                .param("case", number.value())
                .query((row, index) -> new Statement(
                        row.getString("number"),
                        row.getInt("version"),
                        row.getString("measure_id"),
                        At.of(row, "issued_at"),
                        row.getString("language"),
                        row.getString("mail_id")))
                .list();
    }
}
