package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stories of people whose money was frozen, with real money in the reference marketplace. */
class MoneyScenariosTest extends HoldScenario {
    /** Fifteen contracts of 100.00, of which five clients dispute 60.00 each. */
    private String tenHappyAndFiveNot() {
        for (int i = 1; i <= 15; i++) {
            var contract = "k-" + i;
            says(
                    contract,
                    i <= 5
                            ? Map.of("disputed", true, "disputedAmount", money(6_000, "USD"))
                            : Map.of("disputed", false));
            pays(contract, 10_000, "USD", "AVAILABLE");
        }
        return withHold("SPAM_APPLICATIONS");
    }

    @Test
    void A_02_ten_happy_clients_five_not_holds_300_and_1200_can_be_withdrawn() {
        assertThat(rows("hold_line")).isZero();

        tenHappyAndFiveNot();

        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        assertThat(balance(ANNA, "available")).isEqualTo(120_000);
        assertThat(withdraws(ANNA, 120_001).status()).isEqualTo(409);
        assertThat(withdraws(ANNA, 120_000).status()).isEqualTo(200);
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        assertThat(balanced()).isTrue();
    }

    private boolean balanced() {
        return marketplace
                .get("/demo/marketplace/ledger")
                .json()
                .get("balanced")
                .asBoolean();
    }

    @Test
    void A_01_when_the_work_ends_with_five_stars_the_money_is_available_and_the_person_is_told() {
        disputed("k-1", 250_000);
        var number = withHold("OTHERS_WORK");
        var before = balance(ANNA, "available");
        assertThat(balance(ANNA, "held")).isEqualTo(250_000);
        var mails = mails(ANNA).size();
        var facts = new java.util.HashMap<String, Object>(completed());
        facts.put("feedback", 5);

        says("k-1", facts);
        advance("PT1M");

        assertThat(balance(ANNA, "held")).isZero();
        assertThat(balance(ANNA, "available")).isEqualTo(before + 250_000);
        assertThat(mails(ANNA)).hasSize(mails + 1);
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
        assertThat(as("ana").caseFile(number, "decideMeasure")).contains("Given back", "Confirmed");
        advance("P2D");
        assertThat(as("lee").sees(number, "decideMeasure")).isTrue();
        assertThat(balanced()).isTrue();
    }

    @Test
    void A_03_pending_and_available_money_are_held_apart_and_the_steps_are_watched_beside_them() {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(20_000, "USD")));
        pays("k-1", 60_000, "USD", "AVAILABLE");
        pays("k-1", 50_000, "USD", "PENDING");
        var number = found(ANNA, "OTHERS_WORK");
        holds(number, "LESS", "k-1 USD 120.00 PENDING\nk-1 USD 80.00 AVAILABLE");
        assertThat(balance(ANNA, "pending")).isEqualTo(38_000);
        assertThat(balance(ANNA, "available")).isEqualTo(52_000);
        decides("ana", number, "RESTRICTION");

        says("k-1", completed());
        advance("PT1M");
        fulfilsBesideTheHold(number);

        assertThat(balance(ANNA, "pending")).isEqualTo(50_000);
        assertThat(balance(ANNA, "available")).isEqualTo(60_000);
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
    }

    private void fulfilsBesideTheHold(String number) {
        for (var measure : theCase(number).get("measures")) {
            for (var condition : measure.get("conditions")) {
                assertThat(says(number, "conditions/" + condition.get("id").asText(), Map.of("state", "DONE"))
                                .status())
                        .isEqualTo(201);
            }
        }
        assertThat(assures(number).status()).isEqualTo(201);
    }

    @Test
    void A_05_four_clients_and_one_complaint_leaves_the_work_for_the_other_three_and_their_money_alone() {
        for (int i = 1; i <= 4; i++) {
            says(
                    "k-" + i,
                    i == 1
                            ? Map.of("disputed", true, "disputedAmount", money(10_000, "USD"))
                            : Map.of("disputed", false));
            pays("k-" + i, 10_000, "USD", "AVAILABLE");
        }

        withHold("SPAM_APPLICATIONS");

        assertThat(balance(ANNA, "held")).isEqualTo(10_000);
        assertThat(balance(ANNA, "available")).isEqualTo(30_000);
        for (int i = 1; i <= 4; i++) {
            assertThat(acts(ANNA, "WORK", "k-" + i).status()).isEqualTo(200);
            assertThat(acts(ANNA, "MESSAGE", "k-" + i).status()).isEqualTo(200);
        }
        assertThat(withdraws(ANNA, 30_000).status()).isEqualTo(200);
    }
}
