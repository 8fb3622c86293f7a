package org.fairhold.casework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The review: a written finding by a human, what the table proposes then, and what a human decides. */
@Component
public class Review {
    public enum Finding {
        NONE,
        HONEST_MISTAKE,
        VIOLATION,
        /** Of poor performance: what happened harmed nobody in a way that the person has to answer for. */
        NO_HARM,
        /** Of poor performance: clients were harmed. */
        HARM;

        /** Whether a measure can rest on it. */
        public boolean grounds() {
            return this != NONE && this != NO_HARM;
        }

        boolean isOf(Ground ground) {
            return (this == NO_HARM || this == HARM) == (ground == Ground.POOR_PERFORMANCE);
        }
    }

    /** Whether a violation was meant. */
    public enum Intent {
        UNCLEAR,
        CARELESS,
        INTENDED
    }

    /** @param decisionId the decision that it was found by */
    public record Found(UUID decisionId, Finding result) {}

    /**
     * What the table proposes.
     *
     * @param table the table's id
     * @param rule the id of the table's rule that said so
     * @param tableVersion the deployed version of the table
     * @param inputs what the table saw, in its order
     */
    public record Proposal(String outcome, String table, String rule, int tableVersion, List<Input> inputs) {}

    /** One thing that the table saw, by the label its owner gave it. */
    public record Input(String label, String value) {}

    private final Cases cases;
    private final Decisions decisions;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ObjectMapper json;
    private final Clock clock;

    Review(Cases cases, Decisions decisions, Timeline timeline, JdbcClient sql, ObjectMapper json, Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.timeline = timeline;
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /** Records the finding. Refused as CONFLICT before the person's chance to answer has ended. */
    @Transactional
    public void find(Signature by, Finding result, @Nullable Intent intent, String findingText) {
        var open = cases.lock(by.caseNumber());
        if (!result.isOf(open.ground())) {
            throw Refused.invalid("finding", "A case of %s is not found so.".formatted(open.ground()));
        }
        if (open.ground().confidential() && found(by.caseNumber()).isPresent()) {
            throw Refused.conflict("What was found in case %s is written down already.".formatted(by.caseNumber()));
        }
        open.find();
        cases.save(open);
        var decision = decisions.record(by, result.name(), intent == null ? null : intent.name(), null, findingText);
        sql.sql(
                        "insert into finding (decision_id, case_number, ground, result) values (:decision, :case, :ground, :result)")
                .param("decision", decision.id())
                .param("case", by.caseNumber().value())
                .param("ground", open.ground().name())
                .param("result", result.name())
                .update();
    }

    public Optional<Found> found(CaseNumber number) {
        return sql.sql("select decision_id, result from finding where case_number = :case")
                .param("case", number.value())
                .query((row, index) ->
                        new Found(row.getObject("decision_id", UUID.class), Finding.valueOf(row.getString("result"))))
                .optional();
    }

    /** Keeps what the table proposed; a proposal decides nothing (never-rule 3). */
    @Transactional
    public void propose(CaseNumber number, Proposal proposal) {
        sql.sql(
                        """
                        insert into proposal (case_number, proposed_at, outcome, decision_table, rule, table_version, inputs)
                        values (:case, :now, :outcome, :table, :rule, :version, :inputs::jsonb)""")
                .param("case", number.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("outcome", proposal.outcome())
                .param("table", proposal.table())
                .param("rule", proposal.rule())
                .param("version", proposal.tableVersion())
                .param("inputs", write(proposal.inputs()))
                .update();
        timeline.add(number, "proposed:" + proposal.outcome(), Timeline.DESK, proposal.rule());
    }

    public Optional<Proposal> proposal(CaseNumber number) {
        return sql.sql("select * from proposal where case_number = :case order by proposed_at desc limit 1")
                .param("case", number.value())
                .query((row, index) -> new Proposal(
                        row.getString("outcome"),
                        row.getString("decision_table"),
                        row.getString("rule"),
                        row.getInt("table_version"),
                        read(row.getString("inputs"))))
                .optional();
    }

    private String write(List<Input> inputs) {
        try {
            return json.writeValueAsString(inputs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Input> read(String inputs) {
        try {
            return List.of(json.readValue(inputs, Input[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The second person did not sign what was decided; somebody decides again. */
    @Transactional
    public void reconsider(CaseNumber number) {
        var open = cases.lock(number);
        open.reconsider();
        cases.save(open);
    }

    /**
     * Records what a human decided, {@code kind} null for no measure. Refused as INVALID without the reason the person
     * will read, or when it departs from the proposal without saying why.
     */
    @Transactional
    public void decide(
            Signature by, @Nullable MeasureKind kind, String reasonForPerson, @Nullable String departureText) {
        var outcome = kind == null ? "NONE" : kind.name();
        var departs = proposal(by.caseNumber())
                .map(proposal -> !proposal.outcome().equals(outcome))
                .orElse(true);
        if (departs && (departureText == null || departureText.isBlank())) {
            throw Refused.invalid("departureText", "Say why you depart from what the table proposes.");
        }
        var open = cases.lock(by.caseNumber());
        open.decide();
        cases.save(open);
        decisions.record(by, outcome, null, reasonForPerson, departureText);
    }
}
