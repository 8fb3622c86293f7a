package org.fairhold.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.measure.MeasureId;
import org.fairhold.text.TextRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The appeals, and which decision answers which. */
@Repository
class AppealRows {
    private final JdbcClient sql;

    AppealRows(JdbcClient sql) {
        this.sql = sql;
    }

    String nextNumber() {
        return "A-"
                + sql.sql("select nextval('appeal_number')").query(Long.class).single();
    }

    void add(Appeal appeal) {
        sql.sql(
                        """
                        insert into appeal (number, case_number, measure_id, text_id, text_sha256, lodged_at, answer_due)
                        values (:number, :case, :measure, :text, :sha256, :now, :due)""")
                .param("number", appeal.number())
                .param("case", appeal.caseNumber().value())
                .param("measure", appeal.measureId().value())
                .param("text", appeal.text().id())
                .param("sha256", appeal.text().sha256())
                .param("now", Timestamp.from(appeal.lodgedAt()))
                .param("due", Timestamp.from(appeal.answerDue()))
                .update();
    }

    List<Appeal> of(CaseNumber number) {
        return sql.sql("select * from appeal where case_number = :case order by lodged_at, number")
                .param("case", number.value())
                .query((row, index) -> appeal(row))
                .list();
    }

    /** Refused as UNKNOWN when there is no such appeal. */
    Appeal get(String appealNumber) {
        return sql.sql("select * from appeal where number = :number")
                .param("number", appealNumber)
                .query((row, index) -> appeal(row))
                .optional()
                .orElseThrow(() -> Refused.unknown("There is no appeal of that number."));
    }

    /** @param rule whether it puts the measure under the rule of which the person was asked */
    void decide(String appealNumber, Decision decision, boolean rule) {
        sql.sql(
                        "insert into appeal_decision (appeal_number, decision_id, changes_rule) values (:appeal, :decision, :rule)")
                .param("appeal", appealNumber)
                .param("decision", decision.id())
                .param("rule", rule)
                .update();
    }

    boolean changesRule(String appealNumber) {
        return sql.sql("select changes_rule from appeal_decision where appeal_number = :appeal")
                .param("appeal", appealNumber)
                .query(Boolean.class)
                .single();
    }

    Optional<UUID> decision(String appealNumber) {
        return sql.sql("select decision_id from appeal_decision where appeal_number = :appeal")
                .param("appeal", appealNumber)
                .query(UUID.class)
                .optional();
    }

    void answer(Appeal appeal, String outcome, Decision why, Instant now) {
        sql.sql(
                        """
                        update appeal set answered_at = :now, outcome = :outcome, decision_id = :decision
                        where number = :number""")
                .param("now", Timestamp.from(now))
                .param("outcome", outcome)
                .param("decision", why.id())
                .param("number", appeal.number())
                .update();
    }

    private static Appeal appeal(ResultSet row) throws SQLException {
        var answered = row.getTimestamp("answered_at");
        return new Appeal(
                row.getString("number"),
                new CaseNumber(row.getString("case_number")),
                new MeasureId(row.getString("measure_id")),
                new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256")),
                row.getTimestamp("lodged_at").toInstant(),
                row.getTimestamp("answer_due").toInstant(),
                answered == null ? null : answered.toInstant(),
                row.getString("outcome"));
    }
}
