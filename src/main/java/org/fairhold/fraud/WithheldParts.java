package org.fairhold.fraud;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.casework.Decision;
import org.fairhold.fraud.WithheldPart.Part;
import org.fairhold.measure.Measure;
import org.fairhold.text.InternalRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What statements do not say yet, and what was chosen to be withheld. Rows are only added. */
@Repository
class WithheldParts {
    /** What whoever decides a freeze wants to withhold. @param lookAgainDays 1 to 3 */
    record Choice(List<Part> parts, InternalRef reason, int lookAgainDays) {}

    private final JdbcClient sql;

    WithheldParts(JdbcClient sql) {
        this.sql = sql;
    }

    void choose(Decision by, Choice choice) {
        sql.sql(
                        """
                        insert into withheld_choice (decision_id, parts, reason_id, reason_sha256, look_again_days)
                        values (:decision, :parts, :reason, :sha256, :days)""")
                .param("decision", by.id())
                .param("parts", choice.parts.stream().map(Part::name).toArray(String[]::new))
                .param("reason", choice.reason.id())
                .param("sha256", choice.reason.sha256())
                .param("days", choice.lookAgainDays)
                .update();
    }

    Optional<Choice> chosen(Decision by) {
        return sql.sql("select * from withheld_choice where decision_id = :decision")
                .param("decision", by.id())
                .query((row, index) -> new Choice(
                        Arrays.stream((String[]) row.getArray("parts").getArray())
                                .map(Part::valueOf)
                                .toList(),
                        new InternalRef(row.getObject("reason_id", UUID.class), row.getString("reason_sha256")),
                        row.getInt("look_again_days")))
                .optional();
    }

    void withhold(Measure measure, Decision by, Choice choice, Instant now) {
        for (var part : choice.parts) {
            sql.sql(
                            """
                            insert into withheld_part (measure_id, part, case_number, ground, decision_id, approved_by, reason_id,
                                reason_sha256, withheld_at, look_again_at)
                            values (:measure, :part, :case, :ground, :decision, :by, :reason, :sha256, :now, :again)""")
                    .param("measure", measure.id().value())
                    .param("part", part.name())
                    .param("case", measure.caseNumber().value())
                    .param("ground", measure.ground().name())
                    .param("decision", by.id())
                    .param("by", by.decidedBy())
                    .param("reason", choice.reason.id())
                    .param("sha256", choice.reason.sha256())
                    .param("now", Timestamp.from(now))
                    .param("again", Timestamp.from(now.plus(Duration.ofDays(choice.lookAgainDays))))
                    .update();
        }
    }

    /** The last word on each part. */
    List<WithheldPart> of(Measure measure) {
        return sql.sql(
                        """
                        select distinct on (part) * from withheld_part where measure_id = :measure
                        order by part, withheld_at desc""")
                .param("measure", measure.id().value())
                .query((row, index) -> new WithheldPart(
                        Part.valueOf(row.getString("part")),
                        row.getString("approved_by"),
                        row.getTimestamp("withheld_at").toInstant(),
                        row.getTimestamp("look_again_at").toInstant()))
                .list();
    }
}
