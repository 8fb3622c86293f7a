package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

    /** Five of Anna's contracts have ended, three of them badly; what is disputed of k-1, which still runs, is held. */
    private String heldWhileReviewed(long minor) {
        good(2);
        bad(3);
        disputed("k-1", minor);
        var number = complained("NON_DELIVERY", "bad-1");
        holds(number, "PROPOSED", null);
        answers(number);
        determines("ana", number, "HARM");
        return number;
    }

    @Test
    void A_01_twelve_days_and_five_stars_brings_the_money_back_and_the_restriction_before_a_human_and_then_a_lead() {
        var number = heldWhileReviewed(250_000);
        decides("ana", number, "RESTRICTION");
        fulfils(number);
        var available = balance(ANNA, "available");
        advance("P12D");
        assertThat(balance(ANNA, "held")).isEqualTo(250_000);
        assertThat(theCase(number).at("/waitingFor/step").asText()).isEqualTo("conditions");
        var mails = mails(ANNA).size();
        var facts = new HashMap<String, Object>(completed());
        facts.put("feedback", 5);

        says("k-1", facts);
        advance("PT1M");

        assertThat(balance(ANNA, "held")).isZero();
        assertThat(balance(ANNA, "available")).isEqualTo(available + 250_000);
        assertThat(mails(ANNA)).hasSize(mails + 1);
        assertThat(lastText(ANNA)).contains("Contract k-1", "2,500.00", "Nothing is held any more");
        assertThat(as("ana").caseFile(number, "checkFix")).contains("Given back", "Confirmed", "Done");
        assertThat(as("lee").sees(number, "checkFix")).isFalse();
        advance("P2D");
        assertThat(as("lee").sees(number, "checkFix")).isTrue();
        assertThat(balanced()).isTrue();
    }

    @Test
    void A_01_during_the_review_the_money_comes_back_as_soon_and_the_review_goes_on() {
        good(2);
        bad(3);
        disputed("k-1", 250_000);
        var number = complained("NON_DELIVERY", "bad-1");
        holds(number, "PROPOSED", null);
        answers(number);
        assertThat(balance(ANNA, "held")).isEqualTo(250_000);

        completes("k-1");
        advance("PT1M");

        assertThat(balance(ANNA, "held")).isZero();
        assertThat(as("ana").sees(number, "reviewPerformance")).isTrue();
        advance("P5D");
        assertThat(as("lee").sees(number, "reviewPerformance")).isTrue();
    }

    @Test
    void A_03_the_brother_ends_his_jobs_and_apologises_and_the_case_moves_by_itself_whoever_manages_it() {
        good(2);
        bad(3);
        says("k-1", Map.of("disputed", true, "disputedAmount", money(60_000, "USD")));
        says("k-2", Map.of("disputed", true, "disputedAmount", money(50_000, "USD")));
        pays("k-1", 60_000, "USD", "AVAILABLE");
        pays("k-2", 50_000, "USD", "PENDING");
        var number = complained("NON_DELIVERY", "bad-1");
        holds(number, "LESS", "k-1 USD 600.00 AVAILABLE\nk-2 USD 500.00 PENDING");
        assertThat(List.of(balance(ANNA, "available"), balance(ANNA, "pending"), balance(ANNA, "held")))
                .containsExactly(0L, 0L, 110_000L);
        answers(number);
        determines("ana", number, "HARM");
        decides("ana", number, "RESTRICTION");
        assertThat(lastText(ANNA)).contains("k-1 and k-2", "We see by ourselves when the last one has ended");
        var asked = measure(number);
        var waiting = theCase(number).get("waitingFor");

        assertThat(as("ana").does(number, "hand-over", "to", "ben").status()).isEqualTo(302);
        settle();

        assertThat(measure(number)).isEqualTo(asked);
        assertThat(theCase(number).get("waitingFor")).isEqualTo(waiting);
        assertThat(told(ANNA, "You have a new contact")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("Ben Achterberg", "Your dates stay as they are");
        fulfils(number);
        completes("k-1");
        advance("PT1M");
        assertThat(theCase(number).at("/waitingFor/step").asText()).isEqualTo("conditions");
        assertThat(List.of(balance(ANNA, "available"), balance(ANNA, "pending"), balance(ANNA, "held")))
                .containsExactly(60_000L, 0L, 50_000L);
        completes("k-2");
        advance("PT1M");
        assertThat(theCase(number).at("/waitingFor/step").asText()).isEqualTo("checkFix");
        assertThat(as("ben").sees(number, "checkFix")).isTrue();
        assertThat(what(number)).contains("conditionDone:ACTIVE_CONTRACTS_ENDED", "conditionsMet");
        assertThat(List.of(balance(ANNA, "available"), balance(ANNA, "pending"), balance(ANNA, "held")))
                .containsExactly(60_000L, 50_000L, 0L);
        assertThat(balanced()).isTrue();
    }

    @Test
    void A_13_who_asks_which_policy_allowed_it_finds_clause_and_version_with_the_hold_and_in_its_statement() {
        disputed("k-1", 30_000);

        var number = withHold("SPAM_APPLICATIONS");

        var hold = theHold(number);
        assertThat(hold.get("clause").asText()).isEqualTo("SPAM_APPLICATIONS");
        assertThat(hold.get("clauseVersion").asInt()).isEqualTo(2);
        var statement = marketplace
                .get("/api/v1/statements/" + hold.get("statement").asText())
                .json();
        assertThat(statement.at("/clause/code").asText()).isEqualTo("SPAM_APPLICATIONS");
        assertThat(statement.at("/clause/version").asInt()).isEqualTo(2);
        assertThat(statement.at("/clause/text").asText()).isNotBlank();
        assertThat(lastText(ANNA)).contains("(SPAM_APPLICATIONS, version 2)");
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
