package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The measure was right and its rule was not: another rule only after the person could speak about it, and never harder. */
class AppealRuleTest extends AppealScenario {
    private static final String WHY = "The texts are not the same, but two of the pictures are of somebody else.";

    private static Map<String, Object> answer(String choice) {
        return new HashMap<>(Map.of("appealDecision", choice, "reasonForPerson", WHY));
    }

    private static Map<String, Object> asks(String rule) {
        var fields = answer("ASK");
        fields.put("otherRule", rule);
        return fields;
    }

    private Instant ends(String number) {
        return Instant.parse(measure(number).get("endsAt").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "RESTRICTION, CHANGE_RULE, RESTRICTION",
        "SUSPENSION, CHANGE_RULE, SUSPENSION",
        "WARNING, CHANGE_RULE, WARNING",
        "RESTRICTION, CHANGE_RULE_TO_WARNING, WARNING",
        "SUSPENSION, CHANGE_RULE_TO_RESTRICTION, RESTRICTION"
    })
    void after_the_person_could_speak_about_it_the_measure_rests_on_the_other_rule_and_lasts_no_longer(
            String before, String choice, String after) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", before);
        var old = measure(number).get("statement").asText();
        var ended = ends(number);
        advance("P2D");
        var appeal = lodged(number);
        decides("rio", number, "decideAppeal", asks("OTHERS_WORK"));
        assertThat(lastText(ANNA)).contains("another rule fits better", "OTHERS_WORK", WHY, "will not become harder");
        assertThat(writes(number, appeal, "The pictures are mine, says Canarybird.")
                        .status())
                .isEqualTo(201);
        assertThat(as("rio").caseFile(number, "decideAppeal")).contains("about the rule OTHERS_WORK");

        decides("rio", number, "decideAppeal", answer(choice));

        assertThat(texts(ANNA)).contains("we named the wrong rule", "We had named: ", "From now on it is: ");
        assertThat(measure(number).get("kind").asText()).isEqualTo(after);
        assertThat(statement(number).at("/clause/code").asText()).isEqualTo("OTHERS_WORK");
        assertThat(ends(number)).isBeforeOrEqualTo(ended);
        assertThat(marketplace
                        .get("/api/v1/statements/" + old)
                        .json()
                        .get("replacedBy")
                        .asText())
                .isEqualTo(measure(number).get("statement").asText());
        assertThat(rows("infringement")).as("it counts once").isOne();
        if (after.equals("WARNING")) {
            assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
            assertThat(theCase(number).get("closedAs").asText()).isEqualTo("WARNED");
        } else {
            fulfils(number);
            reinstates(number);
            assertThat(may(ANNA, "APPLY")).isTrue();
        }
    }

    @Test
    void a_person_who_says_nothing_about_the_other_rule_in_time_had_the_chance() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        decides("rio", number, "decideAppeal", asks("OTHERS_WORK"));
        assertThat(as("rio").sees(number, "decideAppeal")).isFalse();

        advance("P3D");
        decides("rio", number, "decideAppeal", answer("CHANGE_RULE"));

        assertThat(statement(number).at("/clause/code").asText()).isEqualTo("OTHERS_WORK");
    }

    @Test
    void nobody_is_judged_by_a_rule_that_they_could_not_speak_about() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var appeal = lodged(number);

        refuses(400, "rio", number, "decideAppeal", answer("CHANGE_RULE"), "Ask the person about the other rule first");

        decides("rio", number, "decideAppeal", answer("ASK"));
        assertThat(writes(number, appeal, "From my phone.").status()).isEqualTo(201);
        refuses(400, "rio", number, "decideAppeal", answer("CHANGE_RULE"), "Ask the person about the other rule first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPAM_APPLICATIONS", "NO_SUCH_RULE", "NON_PAYMENT", "FRAUD", "RELIABLE_WORK", "<b>"})
    void only_another_rule_that_binds_this_person_can_be_asked_about(String rule) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);

        refuses(400, "rio", number, "decideAppeal", asks(rule), "Write the code of another rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHANGE_RULE_TO_RESTRICTION", "CHANGE_RULE"})
    void a_measure_never_becomes_harder_and_one_that_ended_stays_ended(String choice) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var appeal = lodged(number);
        decides("rio", number, "decideAppeal", asks("OTHERS_WORK"));
        assertThat(writes(number, appeal, "No.").status()).isEqualTo(201);
        if (choice.equals("CHANGE_RULE")) {
            assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
            refuses(409, "rio", number, "decideAppeal", answer(choice), "The case of this measure is over");
        } else {
            refuses(400, "rio", number, "decideAppeal", answer(choice), "never makes it harder");
        }
    }

    @Test
    void the_letter_of_another_rule_is_the_one_that_is_then_sent_with_the_new_statement() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        decides("rio", number, "decideAppeal", asks("OTHERS_WORK"));
        advance("P3D");
        var task = as("rio").task(number, "decideAppeal").get("id").asText();

        assertThat(as("rio").letter(task, "CHANGE_RULE", WHY).body())
                .contains("Two letters go out.", "we named the wrong rule", "From now on it is:");
    }

    @Test
    void the_schema_keeps_who_decided_from_deciding_again_and_an_appeal_from_making_it_harder() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        decides("rio", number, "decideAppeal", answer("CHANGE_TO_WARNING"));

        refusedByTheSchema(
                """
                insert into measure_end (measure_id, ended_at, ended_as, decision_id)
                select id, effective_at, 'OVERTURNED', decision_id from measure where kind = 'WARNING'""",
                "ended_by_somebody_else");
        refusedByTheSchema(
                "insert into measure_replacement (measure_id, replaced_id) select o.measure_id, o.measure_id from measure_replacement o",
                "measure_replacement");
        refusedByTheSchema(
                """
                insert into measure_remedy (decision_id, measure_id, case_number, outcome, decided_at)
                select r.decision_id, m.id, m.case_number, 'OVERTURN', r.decided_at from measure_remedy r, measure m where m.kind = 'WARNING'""",
                "whoever decided a measure does not decide about it again");
        assertThat(rows("measure_remedy")).isOne();
    }
}
