package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A measure that was wrong is undone in everything that it cost, and the rule that erred is shown to its owner. */
class WrongMeasureTest extends FraudScenario {
    private static final String GRANTED = "Each of the texts was another; the report was wrong.";
    private static final String PAGE = "/desk/wrong-measures";

    private void overturned(String number, String measure) {
        assertThat(appeals(number, measure).status()).isEqualTo(201);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", GRANTED));
    }

    private String earlier() {
        return sql.sql("select count(*) from infringement where subject_id = 'anna'")
                .query(String.class)
                .single();
    }

    @Test
    void A_17_an_overturned_measure_gives_back_permissions_money_rank_and_record_and_its_rule_is_flagged() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        decides("ana", number, "RESTRICTION");
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(earlier()).isEqualTo("1");
        var restriction = measure(number).get("id").asText();
        var statement = measure(number).get("statement").asText();

        overturned(number, restriction);

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(earlier()).as("it is no strike").isEqualTo("0");
        assertThat(texts(ANNA)).contains("we apologise", GRANTED);
        assertThat(sql.sql("select state from marketplace_command where kind = 'RESTORE_RANK' and case_number = ?")
                        .param(number)
                        .query(String.class)
                        .single())
                .isEqualTo("CONFIRMED");
        assertThat(marketplace.get("/api/v1/statements/" + statement).json().has("reversedAt"))
                .isTrue();
        assertThat(held(number)).isEmpty();
        var flagged = as("pia").http().get(PAGE);
        assertThat(flagged.status()).isEqualTo(200);
        assertThat(flagged.body())
                .contains("measure-proposal: ", "Spam applications", "Restriction", "Overturned")
                .doesNotContain(number, ANNA, "Canarybird", GRANTED);
    }

    @Test
    void a_hold_that_is_overturned_alone_gives_its_money_back_and_costs_no_rank() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");

        overturned(number, theHold(number).get("measureId").asText());

        assertThat(held(number)).isEmpty();
        assertThat(commanded(number, "RESTORE_RANK")).isEmpty();
    }

    @Test
    void a_freeze_without_a_reason_restores_the_rank_and_only_cleared_colleagues_see_what_erred() {
        var number = frozen(ANNA);

        finds(number, "NONE");

        assertThat(commanded(number, "RESTORE_RANK")).hasSize(1);
        assertThat(as("lee").http().get(PAGE).body()).contains("FRAUD_SUSPICION/CLIENT", "Unfounded");
        assertThat(as("pia").http().get(PAGE).body()).contains("No measure has turned out to be wrong");
        assertThat(as("ana").http().get(PAGE).body()).contains("No measure has turned out to be wrong");
    }

    @Test
    void a_measure_that_ends_as_it_should_restores_nothing_and_flags_nothing() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);

        reinstates(number);

        assertThat(commanded(number, "RESTORE_RANK")).isEmpty();
        assertThat(as("pia").http().get(PAGE).body()).contains("No measure has turned out to be wrong");
    }
}
