package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The desk takes its own wrong measure back. */
class WithdrawalTest extends VerbsScenario {
    @Autowired
    JdbcClient sql;

    private Http.Answer withdraws(String who, String number) {
        return as(who).does(
                        number, "withdraw", "measure", measure(number).get("id").asText(), "reason", WHY);
    }

    @Test
    void a_wrong_restriction_ends_at_once_with_an_apology_and_leaves_the_record() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        assertThat(may(ANNA, "APPLY")).isFalse();

        done(withdraws("ana", number));

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("WITHDRAWN");
        assertThat(theCase(number).get("stage").asText()).isEqualTo("CLOSED");
        assertThat(statement(number).get("reversedAt")).isNotNull();
        assertThat(running(number)).isEmpty();
        assertThat(told(ANNA, "We withdrew the measure on your account")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("We are sorry, and we apologise", WHY);
        var next = opened(ANNA, "SPAM_APPLICATIONS");
        answers(next);
        finds("ana", next, "VIOLATION");
        assertThat(as("ana").caseFile(next, "decideMeasure")).contains("Withdrawn");
        assertThat(sql.sql("select outcome from proposal where case_number = :case")
                        .param("case", next)
                        .query(String.class)
                        .single())
                .as("nothing counts against the person")
                .isEqualTo(sql.sql("select outcome from proposal where case_number = :case")
                        .param("case", number)
                        .query(String.class)
                        .single());
    }

    @Test
    void a_wrong_warning_is_withdrawn_also_after_it_was_acknowledged_and_counts_against_the_rule_that_erred() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var proposed =
                sql.sql("select outcome from proposal").query(String.class).single();
        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);

        done(withdraws("lee", number));

        assertThat(running(number)).isEmpty();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("WARNED");
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("WITHDRAWN");
        assertThat(sql.sql("select rule is not null from measure_withdrawal")
                        .query(Boolean.class)
                        .single())
                .isEqualTo(proposed.equals("WARNING"));
        var open = withMeasure(CARL, "NON_PAYMENT", "WARNING");
        done(withdraws("ana", open));
        assertThat(theCase(open).get("closedAs").asText()).isEqualTo("WITHDRAWN");
    }

    @Test
    void an_open_appeal_is_settled_in_favour_of_the_person_and_leaves_its_queue() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "SUSPENSION");
        appeals(number);
        assertThat(as("rio").sees(number, "decideAppeal")).isTrue();

        done(withdraws("ana", number));

        assertThat(as("rio").sees(number, "decideAppeal")).isFalse();
        assertThat(running(number)).isEmpty();
        assertThat(what(number)).contains("appealAnswered:MOOT");
        comesAtTheWrongTime(
                number,
                "appeals",
                Map.of("measureId", measure(number).get("id").asText(), "text", "Again."),
                "withdrawn");
        advance("P20D");
        assertThat(told(ANNA, "We are late")).isZero();
    }

    @Test
    void a_measure_that_ended_is_still_withdrawn_and_keeps_how_it_ended() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);
        reinstates(number);

        done(withdraws("ana", number));

        assertThat(measure(number).get("endedAs").asText()).isEqualTo("REINSTATED");
        assertThat(statement(number).get("reversedAt")).isNotNull();
        assertThat(told(ANNA, "We withdrew the measure on your account")).isEqualTo(1);
    }

    @Test
    void only_whoever_decided_or_a_lead_withdraws_and_only_once() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var other = withMeasure(CARL, "NON_PAYMENT", "WARNING");

        refused(number, withdraws("ben", number), 403, "Only whoever decided a measure, or a lead");
        refused(number, as("ana").does(number, "withdraw", "measure", "", "reason", WHY), 422, "Choose the measure");
        refused(
                number,
                as("ana")
                        .does(
                                number,
                                "withdraw",
                                "measure",
                                measure(other).get("id").asText(),
                                "reason",
                                WHY),
                422,
                "not part of this case");
        assertThat(may(ANNA, "APPLY")).isFalse();
        done(withdraws("lee", number));
        refused(number, withdraws("ana", number), 409, "has been withdrawn already");
        assertThat(told(ANNA, "We withdrew the measure on your account")).isEqualTo(1);
    }

    @Test
    void withdrawn_while_the_last_condition_comes_in_the_measure_is_over_and_nothing_waits() throws Exception {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        for (var condition : measure(number).get("conditions")) {
            assertThat(says(number, "conditions/" + condition.get("id").asText(), Map.of("state", "DONE"))
                            .status())
                    .isEqualTo(201);
        }
        var ana = as("ana");
        var id = measure(number).get("id").asText();
        var assurance = Map.of("cause", "Haste.", "fix", "Withdrawn.", "prevention", "More time.");

        var answers = atOnce(
                () -> ana.does(number, "withdraw", "measure", id, "reason", WHY),
                () -> marketplace.post("/api/v1/cases/" + number + "/assurance", assurance));
        settle();

        assertThat(answers.get(0)).isEqualTo(302);
        assertThat(answers.get(1)).isIn(201, 409);
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("WITHDRAWN");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(running(number)).isEmpty();
        assertThat(as("ana").tasks(number)).isEmpty();
    }

    @Test
    void no_measure_ends_as_withdrawn_unless_a_human_withdrew_exactly_this_one() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        for (var attack : Map.of(
                        """
                        insert into measure_end (measure_id, ended_at, ended_as, decision_id)
                        select id, effective_at, 'WITHDRAWN', decision_id from measure""",
                        "withdrawn_by_a_human",
                        """
                        insert into measure_end (measure_id, ended_at, ended_as) select id, effective_at, 'WITHDRAWN' from measure""",
                        "measure_end_check",
                        """
                        insert into measure_withdrawal (measure_id, case_number, decision_id, outcome, withdrawn_at)
                        select id, case_number, decision_id, 'WITHDRAW', effective_at from measure""",
                        "measure_withdrawal_decision_id_case_number_outcome_fkey")
                .entrySet()) {
            assertThatThrownBy(() -> sql.sql(attack.getKey()).update())
                    .as(attack.getKey())
                    .rootCause()
                    .hasMessageContaining(attack.getValue());
        }
        assertThat(may(ANNA, "APPLY")).isFalse();
    }
}
