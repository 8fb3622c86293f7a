package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collusion and coercion: several people in one matter, each with a case, a freeze and a statement of their own. */
class FraudTogetherTest extends FraudScenario {
    private static final String DORA = "dora";

    @BeforeEach
    void somebody_else() {
        account(DORA, "FREELANCER");
        contract("k-dora", DORA, CARL);
    }

    private void links(String one, String other) {
        assertThat(as("fay")
                        .does(one, "link", "other", other, "reason", "They pay each other from one card.")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void two_who_collude_are_frozen_each_in_a_case_of_their_own_and_no_letter_names_the_other() {
        paid("k-1", 60_000);
        var anna = frozen(ANNA, "SOURCE");
        var dora = frozen(DORA);
        links(anna, dora);
        decides(
                "fay",
                anna,
                "investigateFraud",
                Map.of("finding", "VIOLATION", "findingText", FOUND, "linkedAccounts", DORA));
        finds(dora, "VIOLATION");
        decides("fay", anna, "proposeReversal", reversal("k-1 USD 500.00 AVAILABLE"));
        decides("gil", anna, "signReversal", signature());

        assertThat(measure(anna).get("statement")).isNotEqualTo(measure(dora).get("statement"));
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(standingLevel(DORA).asText()).isEqualTo("FROZEN");
        assertThat(as("gil").caseFile(dora, "proposeReversal")).contains(anna);
        assertThat(as("gil").caseFile(anna, "settleFraud")).contains(dora, DORA);
        for (var told :
                List.of(texts(ANNA), statement(anna).toString(), theCase(anna).toString())) {
            assertThat(told).isNotEmpty().doesNotContain(DORA, "Dora", dora, "k-dora");
        }
        for (var told :
                List.of(texts(DORA), statement(dora).toString(), theCase(dora).toString())) {
            assertThat(told).isNotEmpty().doesNotContain(ANNA, "Anna", anna, "k-1");
        }
    }

    @Test
    void who_was_coerced_is_free_again_alone_and_the_other_stays_frozen() {
        var anna = frozen(ANNA);
        var dora = frozen(DORA);
        links(anna, dora);

        finds(dora, "NONE");

        assertThat(standingLevel(DORA).asText()).isEqualTo("GOOD");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(texts(DORA)).contains("We are sorry").doesNotContain("Anna", anna);
        assertThat(theCase(anna).has("closedAs")).isFalse();
    }

    @Test
    void only_an_account_that_there_is_can_belong_to_the_matter_and_linking_takes_nothing_from_it() {
        var anna = frozen(ANNA);

        refuses(
                400,
                "fay",
                anna,
                "investigateFraud",
                Map.of("finding", "VIOLATION", "findingText", FOUND, "linkedAccounts", "nobody"),
                "There is no other account nobody");
        decides(
                "fay",
                anna,
                "investigateFraud",
                Map.of("finding", "VIOLATION", "findingText", FOUND, "linkedAccounts", DORA));

        assertThat(standingLevel(DORA).asText()).isEqualTo("GOOD");
        assertThat(mails(DORA)).isEmpty();
    }

    @Test
    void money_of_one_is_not_reversed_in_the_case_of_the_other() {
        paid("k-1", 60_000);
        frozen(ANNA);
        var dora = frozen(DORA);
        finds(dora, "VIOLATION");

        refuses(400, "fay", dora, "proposeReversal", reversal("k-1 USD 500.00"), "no contract that paid this person");
    }
}
