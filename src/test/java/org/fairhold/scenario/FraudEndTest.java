package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Commands;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How an investigation ends: the account closed by two people, money back where it belongs, and all of it told. */
class FraudEndTest extends FraudScenario {
    private static final String PROVISION = "Section 263 of the Criminal Code obliges us to stop serving this account.";

    @Autowired
    Commands commands;

    @Autowired
    IdentityService identity;

    private static Map<String, Object> closure() {
        var fields = new HashMap<String, Object>(settlement("CLOSE"));
        fields.put("closureException", "IMPERATIVE_REASON");
        fields.put("closureCitation", PROVISION);
        return fields;
    }

    private static Map<String, Object> closureSignature(String how) {
        return Map.of("closureSignature", how, "note", "I have read the bank's letters myself.");
    }

    /** Fraud is confirmed, 500 dollars went back to Carl, and somebody decides how it goes on. */
    private String reversed() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        decides("gil", number, "signReversal", signature());
        assertThat(as("fay").sees(number, "settleFraud")).isTrue();
        return number;
    }

    private String toBeSigned() {
        var number = reversed();
        decides("fay", number, "settleFraud", closure());
        return number;
    }

    private List<String> kinds(String number) {
        return theCase(number).get("measures").findValuesAsText("kind");
    }

    @Test
    void after_confirmed_fraud_two_people_close_the_account_at_once_and_what_is_the_persons_is_paid_out() {
        says("k-1", Map.of());
        pays("k-1", 60_000, "USD", "AVAILABLE");
        var number = proposed("k-1 USD 500.00");
        decides("gil", number, "signReversal", signature());
        decides("fay", number, "settleFraud", closure());
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(balance(ANNA, "held")).isEqualTo(10_000);
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("signClosure");

        decides("gil", number, "signClosure", closureSignature("SIGN"));

        assertThat(kinds(number)).containsExactly("FREEZE", "CLOSURE");
        assertThat(theCase(number).at("/measures/0/endedAs").asText()).isEqualTo("DECIDED");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("CLOSED");
        assertThat(may(ANNA, "LOG_IN")).isTrue();
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(statement(number).at("/measure/closing/exception").asText()).isEqualTo("IMPERATIVE_REASON");
        assertThat(statement(number).at("/measure/closing/signedBy").asText()).isEqualTo("gil");
        assertThat(texts(ANNA)).contains("We closed your account on", PROVISION, "Fay Lindqvist and Gil Moreau");
        assertThat(told(ANNA, "We lifted the measure on your account")).isZero();
        assertThat(theCase(number).has("closedAs")).isFalse();
        assertThat(withdraws(ANNA, 10_000).status()).isEqualTo(200);
        completes("k-1");
        advance("PT1M");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");
        assertThat(as("fay").tasks(number)).isEmpty();
    }

    @Test
    void a_closure_that_is_not_signed_is_decided_again_and_the_account_stays_frozen_meanwhile() {
        var number = toBeSigned();

        decides("gil", number, "signClosure", closureSignature("RETURN"));

        assertThat(kinds(number)).containsExactly("FREEZE");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        decides("fay", number, "settleFraud", settlement("LIFT"));
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("FRAUD_SETTLED");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void whoever_decided_the_closure_is_absent_or_neither_leads_nor_investigates_does_not_sign_it() {
        var number = toBeSigned();

        refuses(403, "fay", number, "signClosure", closureSignature("SIGN"), "somebody else must sign");
        as("sam").does("/desk/me", "/desk/me/absent", Map.of("who", "gil", "until", "2099-01-01"));
        refuses(403, "gil", number, "signClosure", closureSignature("SIGN"), "marked absent");
        assertThat(as("rio").sees(number, "signClosure")).isFalse();
        assertThat(as("ana").readable(number)).isEmpty();

        decides("lee", number, "signClosure", closureSignature("SIGN"));
        assertThat(standingLevel(ANNA).asText()).isEqualTo("CLOSED");
    }

    @Test
    void where_nobody_else_could_sign_no_closure_begins() {
        var number = reversed();
        identity.deleteMembership("gil", "fraud");
        identity.deleteMembership("lee", "cleared");

        refuses(400, "fay", number, "settleFraud", closure(), "Nobody but you could sign this now");
    }

    @Test
    void a_closure_says_the_exception_that_it_rests_on_and_an_infringement_that_did_not_happen_twice_is_none() {
        var number = reversed();
        var without = closure();
        without.remove("closureCitation");
        refuses(400, "fay", number, "settleFraud", without, "closureCitation");
        var repeated = closure();
        repeated.put("closureException", "REPEATED_INFRINGEMENT");
        refuses(400, "fay", number, "settleFraud", repeated, "at least two earlier measures");
        assertThat(kinds(number)).containsExactly("FREEZE");
    }

    @Test
    void a_freeze_that_is_overturned_while_a_signature_is_awaited_takes_the_closure_with_it() {
        var number = toBeSigned();
        appeals(number);

        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "OVERTURN", "reasonForPerson", "The bank had mixed up two people."));

        assertThat(as("gil").sees(number, "signClosure")).isFalse();
        assertThat(kinds(number)).containsExactly("FREEZE");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void an_appeal_stays_open_after_the_closure_and_one_that_is_granted_opens_the_account_again() {
        var number = toBeSigned();
        decides("gil", number, "signClosure", closureSignature("SIGN"));

        appeals(number);
        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "OVERTURN", "reasonForPerson", "The bank had mixed up two people."));

        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(statement(number).has("reversedAt")).isTrue();
        assertThat(texts(ANNA)).contains("we apologise");
    }

    @Test
    void a_freeze_beside_another_case_gives_way_to_the_closure_and_leaves_the_other_its_own() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var number = toBeSigned();

        decides("gil", number, "signClosure", closureSignature("SIGN"));

        assertThat(standing(ANNA).toString()).contains(spam, number).doesNotContain("FREEZE");
        assertThat(theCase(spam).has("closedAs")).isFalse();
    }

    @Test
    void without_fraud_what_was_withheld_is_told_as_well_when_the_freeze_ends() {
        var number = frozen(ANNA, "FACTS_AND_SOURCE");
        var id = measure(number).get("statement").asText();
        assertThat(texts(ANNA)).doesNotContain("Fourteen");

        finds(number, "NONE");

        var full = marketplace.get("/api/v1/statements/" + id).json();
        assertThat(full.get("version").asInt()).isEqualTo(2);
        assertThat(full.at("/facts/0/text").asText()).contains("Fourteen");
        assertThat(texts(ANNA)).contains("Fourteen", "We found no fraud", "We are sorry");
    }

    /** The marketplace says no to what is about to be reversed. */
    private void refusesTheReversal(String number) {
        crashingAt("marketplace_command", "new.kind = 'REVERSE' and new.state <> 'NEW'", this::settle);
        for (var key : commanded(number, "REVERSE")) {
            sql.sql("update marketplace_command set state = 'UNKNOWN' where key = :key and state = 'NEW'")
                    .param("key", key)
                    .update();
            assertThat(commands.find(key).orElseThrow().state().isOver()).isFalse();
            assertThat(commands.reject(key, new Answer.Rejected(Answer.Reason.NOT_ENOUGH_MONEY, "not in this line"))
                            .rejection())
                    .isEqualTo(Answer.Reason.NOT_ENOUGH_MONEY);
        }
    }

    @Test
    void what_the_marketplace_did_not_reverse_lies_in_its_line_again_and_is_decided_anew() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        as("gil").decides(number, "signReversal", signature());

        refusesTheReversal(number);
        assertThat(as("fay").sees(number, "settleFraud")).isFalse();
        advance("PT20M");

        assertThat(held(number)).containsExactlyInAnyOrder("null 60000 USD", "null 60000 USD");
        assertThat(theHold(number).at("/lines").findValuesAsText("beneficiary")).isEmpty();
        assertThat(told(CARL, "Money comes back to you")).isZero();
        assertThat(texts(ANNA)).doesNotContain("We found fraud");
        assertThat(what(number)).contains("notReversed:NOT_ENOUGH_MONEY");
        decides("fay", number, "proposeReversal", reversal("k-1 USD 400.00 AVAILABLE"));
        decides("gil", number, "signReversal", signature());
        assertThat(balance(CARL, "available")).isEqualTo(40_000);
        assertThat(told(CARL, "Money comes back to you")).isEqualTo(1);
        assertThat(statement(number).at("/measure/reversed")).hasSize(1);
        assertThat(as("fay").sees(number, "settleFraud")).isTrue();
    }

    @Test
    void what_the_marketplace_did_not_reverse_of_a_freeze_that_was_overturned_meanwhile_goes_to_its_holder() {
        paid("k-1", 60_000);
        var before = money();
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        as("gil").decides(number, "signReversal", signature());
        crashingAt("marketplace_command", "new.kind = 'REVERSE' and new.state <> 'NEW'", () -> {
            settle();
            appeals(number);
            decides(
                    "rio",
                    number,
                    "decideAppeal",
                    Map.of("appealDecision", "OVERTURN", "reasonForPerson", "The bank had mixed up two people."));
        });
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");

        refusesTheReversal(number);
        advance("PT20M");

        assertThat(money()).isEqualTo(before);
        assertThat(held(number)).isEmpty();
    }

    @Test
    void before_the_marketplace_said_what_became_of_a_reversal_nobody_decides_how_it_goes_on() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        as("gil").decides(number, "signReversal", signature());

        crashingAt("marketplace_command", "new.kind = 'REVERSE' and new.state <> 'NEW'", () -> {
            settle();
            assertThat(as("fay").sees(number, "settleFraud")).isFalse();
            assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("marketplace");
            assertThat(told(CARL, "Money comes back to you")).isZero();
        });
        advance("PT16M");

        assertThat(as("fay").sees(number, "settleFraud")).isTrue();
        assertThat(told(CARL, "Money comes back to you")).isEqualTo(1);
    }

    @Test
    void a_payment_after_the_freeze_is_kept_as_well_on_news_of_its_contract_or_at_the_next_review() {
        paid("k-1", 60_000);
        var number = frozen(ANNA);

        pays("k-1", 5_000, "USD", "AVAILABLE");
        assertThat(withdraws(ANNA, 5_000).status()).isEqualTo(403);
        completes("k-1");
        settle();
        assertThat(balance(ANNA, "held")).isEqualTo(125_000);

        pays("k-1", 7_000, "USD", "AVAILABLE");
        settle();
        assertThat(withdraws(ANNA, 7_000).status()).isEqualTo(403);
        assertThat(balance(ANNA, "held")).isEqualTo(125_000);
        advance("P3DT1M");
        assertThat(balance(ANNA, "held")).isEqualTo(132_000);

        pays("k-1", 9_000, "USD", "AVAILABLE");
        finds(number, "VIOLATION");
        assertThat(balance(ANNA, "held")).isEqualTo(141_000);
        assertThat(balance(ANNA, "available")).isZero();
        assertThat(held(number)).hasSize(5);
    }

    @Test
    void
            where_the_marketplace_says_nothing_for_two_minutes_the_account_is_frozen_all_the_same_and_the_money_is_kept_later() {
        paid("k-1", 60_000);
        var number = suspected(ANNA);
        as("fay").decides(number, "decideFreeze", freeze("NOTHING"));

        crashingAt("balance_answer", "true", () -> {
            settle();
            assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
            advance("PT1M50S");
            assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
            advance("PT15S");
            assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
            assertThat(withdraws(ANNA, 100).status()).isEqualTo(403);
            assertThat(balance(ANNA, "held")).isZero();
        });
        advance("PT1H");

        assertThat(balance(ANNA, "held")).isEqualTo(120_000);
        assertThat(held(number)).hasSize(2);
    }
}
