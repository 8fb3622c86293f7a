package org.fairhold.measure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people chose when they decided on a closure, and who signed it. Rows are only added. */
@Repository
public class ClosureChoices {
    /**
     * @param exception null: with notice
     * @param citation what the exception rests on
     * @param cited the earlier measures it rests on
     * @param signedBy the second person; null as long as nobody has signed
     */
    public record Chosen(
            UUID decisionId,
            CaseNumber caseNumber,
            String decidedBy,
            @Nullable NoticeWaiver exception,
            @Nullable TextRef citation,
            List<MeasureId> cited,
            @Nullable String signedBy) {}

    private static final String SELECT =
            """
            select c.*, s.signed_by,
                array(select measure_id from closure_citation i where i.decision_id = c.decision_id order by measure_id) as cited
            from closure_choice c join decision d on d.id = c.decision_id
            left join closure_signature s on s.decision_id = c.decision_id
            where\s""";

    private final JdbcClient sql;
    private final PersonalTexts texts;

    ClosureChoices(JdbcClient sql, PersonalTexts texts) {
        this.sql = sql;
        this.texts = texts;
    }

    void add(Decision decision, @Nullable NoticeWaiver exception, @Nullable String citation, List<Measure> cited) {
        var kept = texts.keepIfAny(citation);
        sql.sql(
                        """
                        insert into closure_choice (decision_id, case_number, outcome, decided_by, exception, citation_id, citation_sha256)
                        values (:decision, :case, :outcome, :by, :exception, :citation, :sha256)""")
                .param("decision", decision.id())
                .param("case", decision.caseNumber().value())
                .param("outcome", decision.outcome())
                .param("by", decision.decidedBy())
                .param("exception", exception == null ? null : exception.name())
                .param("citation", kept == null ? null : kept.id())
                .param("sha256", kept == null ? null : kept.sha256())
                .update();
        for (var earlier : cited) {
            sql.sql("insert into closure_citation (decision_id, measure_id) values (:decision, :measure)")
                    .param("decision", decision.id())
                    .param("measure", earlier.id().value())
                    .update();
        }
    }

    void sign(Chosen chosen, Decision signature) {
        sql.sql(
                        """
                        insert into closure_signature (decision_id, exceptional, case_number, decided_by, signature_id, outcome, signed_by)
                        values (:decision, true, :case, :by, :signature, :outcome, :signedBy)""")
                .param("decision", chosen.decisionId())
                .param("case", chosen.caseNumber().value())
                .param("by", chosen.decidedBy())
                .param("signature", signature.id())
                .param("outcome", signature.outcome())
                .param("signedBy", signature.decidedBy())
                .update();
    }

    Optional<Chosen> latest(CaseNumber number) {
        return sql.sql(SELECT + "c.case_number = :case order by d.decided_at desc limit 1")
                .param("case", number.value())
                .query((row, index) -> chosen(row))
                .optional();
    }

    Optional<Chosen> find(UUID decision) {
        return sql.sql(SELECT + "c.decision_id = :decision")
                .param("decision", decision)
                .query((row, index) -> chosen(row))
                .optional();
    }

    /** Notes that the day has come; false when that was noted before. */
    boolean reached(Measure closure, Instant now) {
        return sql.sql(
                                "insert into closure_day (measure_id, reached_at) values (:measure, :now) on conflict do nothing")
                        .param("measure", closure.id().value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private static Chosen chosen(ResultSet row) throws SQLException {
        var exception = row.getString("exception");
        var citation = row.getObject("citation_id", UUID.class);
        return new Chosen(
                row.getObject("decision_id", UUID.class),
                new CaseNumber(row.getString("case_number")),
                row.getString("decided_by"),
                exception == null ? null : NoticeWaiver.valueOf(exception),
                citation == null ? null : new TextRef(citation, row.getString("citation_sha256")),
                List.of((String[]) row.getArray("cited").getArray()).stream()
                        .map(MeasureId::new)
                        .toList(),
                row.getString("signed_by"));
    }
}
