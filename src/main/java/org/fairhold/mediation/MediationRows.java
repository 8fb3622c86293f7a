package org.fairhold.mediation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.contract.ContractId;
import org.fairhold.measure.MeasureId;
import org.fairhold.outside.Body;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The mediations, and what was recorded of each. Only their dates are planned after, and their end is written. */
@Repository
class MediationRows {
    private static final String ALL =
            """
            select m.*, a.answered_at, x.extended_until, r.outcome as result, r.recorded_at, y.outcome as remedy
            from mediation m left join mediation_answer a on a.mediation_number = m.number
                left join mediation_extension x on x.mediation_number = m.number
                left join mediation_result r on r.mediation_number = m.number
                left join mediation_remedy y on y.mediation_number = m.number
            """;

    private final JdbcClient sql;

    MediationRows(JdbcClient sql) {
        this.sql = sql;
    }

    String nextNumber() {
        return "MED-"
                + sql.sql("select nextval('mediation_number')")
                        .query(Long.class)
                        .single();
    }

    void add(Mediation opened, Ground ground) {
        sql.sql(
                        """
                        insert into mediation (number, case_number, ground, about, measure_id, contract_id, body, body_name,
                            body_kind, external_reference, told_by, opened_at, told_at)
                        values (:number, :case, :ground, :about, :measure, :contract, :body, :name, :kind, :reference, :by,
                            :opened, :told)""")
                .param("number", opened.number())
                .param("case", opened.caseNumber().value())
                .param("ground", ground.name())
                .param("about", about(opened))
                .param(
                        "measure",
                        opened.measure() == null ? null : opened.measure().value())
                .param(
                        "contract",
                        opened.contract() == null ? null : opened.contract().value())
                .param("body", opened.body())
                .param("name", opened.bodyName())
                .param("kind", opened.bodyKind().name())
                .param("reference", opened.reference())
                .param("by", opened.toldByPerson() ? "PERSON" : "DESK")
                .param("opened", Timestamp.from(opened.openedAt()))
                .param("told", Timestamp.from(opened.toldAt()))
                .update();
    }

    private static String about(Mediation mediation) {
        return mediation.ofDispute() ? "DISPUTE" : "MEASURE";
    }

    void plan(String number, Instant answerDue, Instant resultDue) {
        sql.sql("update mediation set answer_due = :answer, result_due = :result where number = :number")
                .param("answer", Timestamp.from(answerDue))
                .param("result", Timestamp.from(resultDue))
                .param("number", number)
                .update();
    }

    void end(String number, Instant now) {
        sql.sql("update mediation set ended_at = :now where number = :number")
                .param("now", Timestamp.from(now))
                .param("number", number)
                .update();
    }

    void answer(Mediation mediation, Decision decision) {
        sql.sql(
                        """
                        insert into mediation_answer (mediation_number, case_number, decision_id, answered_at)
                        values (:number, :case, :decision, :now)""")
                .param("number", mediation.number())
                .param("case", mediation.caseNumber().value())
                .param("decision", decision.id())
                .param("now", Timestamp.from(decision.decidedAt()))
                .update();
    }

    void extend(Mediation mediation, Decision decision, Instant until) {
        sql.sql(
                        """
                        insert into mediation_extension (mediation_number, about, opened_at, decision_id, extended_at, extended_until)
                        values (:number, :about, :opened, :decision, :now, :until)""")
                .param("number", mediation.number())
                .param("about", about(mediation))
                .param("opened", Timestamp.from(mediation.openedAt()))
                .param("decision", decision.id())
                .param("now", Timestamp.from(decision.decidedAt()))
                .param("until", Timestamp.from(until))
                .update();
    }

    void result(Mediation mediation, Decision decision, Result result) {
        sql.sql(
                        """
                        insert into mediation_result (mediation_number, about, opened_at, decision_id, outcome, recorded_at)
                        values (:number, :about, :opened, :decision, :outcome, :now)""")
                .param("number", mediation.number())
                .param("about", about(mediation))
                .param("opened", Timestamp.from(mediation.openedAt()))
                .param("decision", decision.id())
                .param("outcome", result.name())
                .param("now", Timestamp.from(decision.decidedAt()))
                .update();
    }

    void remedy(Mediation mediation, MeasureId measure, Result result, Decision decision) {
        sql.sql(
                        """
                        insert into mediation_remedy (mediation_number, measure_id, case_number, result, decision_id, outcome, decided_at)
                        values (:number, :measure, :case, :result, :decision, :outcome, :now)""")
                .param("number", mediation.number())
                .param("measure", measure.value())
                .param("case", mediation.caseNumber().value())
                .param("result", result.name())
                .param("decision", decision.id())
                .param("outcome", decision.outcome())
                .param("now", Timestamp.from(decision.decidedAt()))
                .update();
    }

    UUID remedyDecision(String number) {
        return sql.sql("select decision_id from mediation_remedy where mediation_number = :number")
                .param("number", number)
                .query(UUID.class)
                .single();
    }

    List<Mediation> of(CaseNumber number) {
        return sql.sql(ALL + "where m.case_number = :case order by m.told_at, m.number")
                .param("case", number.value())
                .query((row, index) -> mediation(row))
                .list();
    }

    /** Refused as UNKNOWN when there is no such mediation. */
    Mediation get(String number) {
        return sql.sql(ALL + "where m.number = :number")
                .param("number", number)
                .query((row, index) -> mediation(row))
                .optional()
                .orElseThrow(() -> Refused.unknown("There is no mediation of that number."));
    }

    private static Mediation mediation(ResultSet row) throws SQLException {
        var measure = row.getString("measure_id");
        var contract = row.getString("contract_id");
        var result = row.getString("result");
        var remedy = row.getString("remedy");
        return new Mediation(
                row.getString("number"),
                new CaseNumber(row.getString("case_number")),
                measure == null ? null : new MeasureId(measure),
                contract == null ? null : new ContractId(contract),
                row.getString("body"),
                row.getString("body_name"),
                Body.Kind.valueOf(row.getString("body_kind")),
                row.getString("external_reference"),
                row.getString("told_by").equals("PERSON"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("told_at").toInstant(),
                at(row, "answer_due"),
                at(row, "result_due"),
                at(row, "answered_at"),
                at(row, "extended_until"),
                result == null ? null : Result.valueOf(result),
                at(row, "recorded_at"),
                remedy == null ? null : Consequence.valueOf(remedy),
                at(row, "ended_at"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
