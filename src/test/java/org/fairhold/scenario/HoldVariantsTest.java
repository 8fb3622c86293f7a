package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fairhold.process.funds.Sweep;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds as life makes them: several currencies, several cases, contracts that come back, clients who change their mind. */
class HoldVariantsTest extends HoldScenario {
    @Autowired
    Sweep sweep;

    private long heldFor(String contract) {
        return sql.sql("select coalesce(sum(open_minor), 0) from hold_line where contract_id = :id")
                .param("id", contract)
                .query(Long.class)
                .single();
    }

    @Test
    void two_cases_with_holds_on_different_contracts_free_each_their_own() {
        disputed("k-1", 30_000);
        var first = withHold("SPAM_APPLICATIONS");
        disputed("k-2", 20_000);
        var second = withHold("OTHERS_WORK");
        assertThat(held(first)).containsExactly("k-1 30000 USD");
        assertThat(held(second)).containsExactly("k-2 20000 USD");

        decides("ana", first, "NONE");
        assertThat(balance(ANNA, "held")).isEqualTo(20_000);
        completes("k-2");
        settle();

        assertThat(releases(second)).containsExactly("k-2 20000 CONTRACT_COMPLETED");
        assertThat(balance(ANNA, "held")).isZero();
    }

    @Test
    void two_holds_that_are_decided_at_once_on_one_contract_never_hold_more_than_it_puts_at_stake() {
        disputed("k-1", 30_000);
        var first = found(ANNA, "SPAM_APPLICATIONS");
        var second = found(ANNA, "OTHERS_WORK");
        as("ana").decides(first, "decideHold", hold("LESS", "k-1 USD 250.00"));
        as("ana").decides(second, "decideHold", hold("LESS", "k-1 USD 250.00"));

        settle();

        assertThat(heldFor("k-1")).isEqualTo(30_000);
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        disputed("k-1", 10_000);
        assertThat(heldFor("k-1")).isEqualTo(10_000);
        disputed("k-1", 0);
        assertThat(heldFor("k-1")).isZero();
        settle();
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(sweep.sweep()).isZero();
    }

    @Test
    void what_is_charged_back_in_a_currency_that_the_contract_is_not_paid_in_is_never_held_and_somebody_looks() {
        says(
                "k-1",
                Map.of(
                        "disputed", true,
                        "disputedAmount", money(10_000, "USD"),
                        "chargebackAmount", money(5_000, "EUR")));
        pays("k-1", 10_000, "USD", "AVAILABLE");

        var number = withHold("SPAM_APPLICATIONS");

        assertThat(texts(ANNA))
                .containsPattern("We hold (EUR\\h?50.00 and USD\\h?100.00|USD\\h?100.00 and EUR\\h?50.00)");
        assertThat(held(number)).containsExactly("k-1 10000 USD");
        assertThat(releases(number)).containsExactly("k-1 5000 NOT_HELD");
        assertThat(lastText(ANNA)).contains("It was never held");
        assertThat(as("ana").sees(number, "checkCommand")).isTrue();
        says("k-1", Map.of("disputed", false, "chargebackAmount", money(5_000, "EUR")));
        assertThat(held(number)).isEmpty();
    }

    @Test
    void work_that_is_done_while_the_bank_has_the_payment_back_waits_for_a_human_until_the_bank_gives_in() {
        says("k-1", Map.of("disputed", false, "chargebackAmount", money(5_000, "USD")));
        pays("k-1", 10_000, "USD", "AVAILABLE");
        var number = withHold("SPAM_APPLICATIONS");
        var chargedBack = new HashMap<String, Object>(completed());
        chargedBack.put("chargebackAmount", money(2_000, "USD"));

        says("k-1", chargedBack);
        settle();

        assertThat(held(number)).containsExactly("k-1 2000 USD");
        assertThat(as("ana").sees(number, "decideLines")).isTrue();
        completes("k-1");
        settle();
        assertThat(held(number)).isEmpty();
        assertThat(as("ana").sees(number, "decideLines")).isFalse();
    }

    @Test
    void a_contract_that_is_opened_again_after_its_money_went_back_takes_nothing_back() {
        disputed("k-1", 30_000);
        disputed("k-2", 10_000);
        var number = withHold("SPAM_APPLICATIONS");
        completes("k-1");
        assertThat(held(number)).containsExactly("k-2 10000 USD");

        disputed("k-1", 30_000);
        settle();

        assertThat(held(number)).containsExactly("k-2 10000 USD");
        assertThat(balance(ANNA, "held")).isEqualTo(10_000);
        completes("k-1");
        completes("k-2");
        settle();
        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED", "k-2 10000 CONTRACT_COMPLETED");
        assertThat(commanded(number, "RELEASE")).hasSize(2);
    }

    @Test
    void a_contract_that_ended_well_and_is_opened_again_while_its_money_is_held_waits_for_its_second_end() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        says(
                "k-1",
                Map.of(
                        "state",
                        "ENDED",
                        "endedAt",
                        now().toString(),
                        "outcome",
                        "COMPLETED",
                        "disputed",
                        true,
                        "disputedAmount",
                        money(30_000, "USD")));
        settle();
        assertThat(held(number)).as("completed, and still disputed").containsExactly("k-1 30000 USD");

        disputed("k-1", 30_000);
        settle();
        assertThat(held(number)).containsExactly("k-1 30000 USD");
        completes("k-1");

        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");
    }

    @Test
    void a_client_who_is_happy_after_all_frees_the_money_by_taking_the_dispute_back() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        says(
                "k-1",
                Map.of(
                        "state",
                        "ENDED",
                        "endedAt",
                        now().toString(),
                        "outcome",
                        "COMPLETED",
                        "feedback",
                        1,
                        "disputed",
                        true,
                        "disputedAmount",
                        money(30_000, "USD")));
        settle();
        assertThat(as("ana").sees(number, "decideLines")).isTrue();

        var happy = new HashMap<String, Object>(completed());
        happy.put("feedback", 5);
        says("k-1", happy);
        settle();

        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");
        assertThat(as("ana").sees(number, "decideLines")).isFalse();
    }

    @Test
    void a_contract_that_failed_without_saying_how_much_is_at_stake_waits_for_a_human_who_is_told_so() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");

        says("k-1", Map.of("state", "ENDED", "endedAt", now().toString(), "outcome", "FAILED"));
        settle();

        assertThat(held(number)).containsExactly("k-1 30000 USD");
        assertThat(as("ana").caseFile(number, "decideLines"))
                .contains("k-1", "failed", "The marketplace does not say how much of it is still at stake");
        assertThat(as("ana").form(number, "decideLines").body()).contains("does not say how much");
        assertThat(List.of(rows("hold_question"))).containsExactly(1);
    }
}
