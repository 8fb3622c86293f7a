package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fairhold.process.funds.Sweep;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money that is held in proportion, and given back the moment its reason is gone. */
class FundHoldProcessTest extends HoldScenario {
    @Autowired
    Sweep sweep;

    @Test
    void ten_happy_clients_and_five_disputes_hold_what_the_five_dispute_and_nothing_else() {
        for (int i = 1; i <= 15; i++) {
            if (i <= 5) {
                disputed("k-" + i, 6_000);
            } else {
                contract("k-" + i, ANNA, CARL);
            }
        }

        var number = withHold("SPAM_APPLICATIONS");

        assertThat(held(number))
                .containsExactly("k-1 6000 USD", "k-2 6000 USD", "k-3 6000 USD", "k-4 6000 USD", "k-5 6000 USD");
        assertThat(theHold(number).get("lines").get(0).at("/limit/amountMinor").asLong())
                .isEqualTo(6_000);
        assertThat(commanded(number, "HOLD")).hasSize(5).allMatch(key -> key.startsWith(number + "/hold/M-"));
        assertThat(may(ANNA, "WITHDRAW")).isTrue();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(standing(ANNA).get("holds")).hasSize(5);
        assertThat(standing(ANNA).get("holds").get(0).at("/amount/amountMinor").asLong())
                .isEqualTo(6_000);
    }

    @Test
    void the_statement_of_a_hold_names_clause_lines_formula_and_dates_and_the_case_file_shows_them() {
        disputed("k-1", 20_000);
        pays("k-1", 20_000, "USD", "AVAILABLE");
        says(
                "k-1",
                Map.of(
                        "disputed", true,
                        "disputedAmount", money(20_000, "USD"),
                        "chargebackAmount", money(10_050, "USD")));
        var number = found(ANNA, "SPAM_APPLICATIONS");
        assertThat(as("ana").caseFile(number, "decideHold")).contains("Can be held", "USD 300.50");

        holds(number, "PROPOSED", null);

        var hold = theHold(number);
        var statement = marketplace
                .get("/api/v1/statements/" + hold.get("statement").asText())
                .json();
        assertThat(statement.at("/clause/code").asText()).isEqualTo("SPAM_APPLICATIONS");
        assertThat(statement.at("/clause/version").asInt()).isPositive();
        assertThat(statement.at("/measure/kind").asText()).isEqualTo("HOLD");
        var line = statement.at("/measure/held/0");
        assertThat(line.at("/amount/amountMinor").asLong()).isEqualTo(30_050);
        assertThat(line.at("/disputed/amountMinor").asLong()).isEqualTo(20_000);
        assertThat(line.at("/chargeback/amountMinor").asLong()).isEqualTo(10_050);
        assertThat(Instant.parse(hold.get("endsAt").asText()))
                .isBefore(Instant.parse(hold.get("placedAt").asText()).plusSeconds(90L * 86_400));
        assertThat(lastText(ANNA))
                .contains("Spam applications", "Contract k-1: USD", "300.50", "200.00", "100.50", WHY, "stays yours");
        assertThat(as("ana").caseFile(number, "decideMeasure")).contains("Held", "M-", "USD 300.50");
    }

    @Test
    void work_that_is_done_and_undisputed_frees_its_money_at_once_and_without_anybody() {
        disputed("k-1", 30_000);
        disputed("k-2", 10_000);
        var number = withHold("SPAM_APPLICATIONS");
        var mails = mails(ANNA).size();

        completes("k-1");

        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");
        assertThat(held(number)).containsExactly("k-2 10000 USD");
        assertThat(commanded(number, "RELEASE")).hasSize(1);
        settle();
        assertThat(mails(ANNA)).hasSize(mails + 1);
        assertThat(lastText(ANNA)).contains("Contract k-1: USD", "300.00", "was completed", "Contract k-2", "100.00");
        assertThat(theHold(number).has("endedAs")).isFalse();

        completes("k-2");
        settle();

        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("RELEASED");
        assertThat(held(number)).isEmpty();
        assertThat(lastText(ANNA)).contains("Nothing is held any more");
        assertThat(standing(ANNA).get("holds")).isEmpty();
        assertThat(theCase(number).get("stage").asText()).isEqualTo("AWAITING_DECISION");
    }

    @Test
    void a_contract_that_says_it_twice_or_late_or_in_the_wrong_order_frees_its_money_once() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");

        says("k-1", with(completed(), "version", 9));
        says("k-1", with(completed(), "version", 9));
        says("k-1", with(completed(), "version", 5));
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD"), "version", 4));

        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");
        assertThat(commanded(number, "RELEASE")).hasSize(1);
        assertThat(sweep.sweep()).isZero();
    }

    private static Map<String, Object> with(Map<String, ?> facts, String key, Object value) {
        var all = new java.util.HashMap<String, Object>(facts);
        all.put(key, value);
        return all;
    }

    @Test
    void what_happens_to_a_contract_before_the_hold_waits_is_seen_when_it_is_placed() {
        disputed("k-1", 30_000);
        disputed("k-2", 20_000);
        var number = found(ANNA, "SPAM_APPLICATIONS");
        as("ana").decides(number, "decideHold", hold("PROPOSED", null));
        completes("k-1");
        disputed("k-2", 5_000);

        settle();

        assertThat(held(number)).containsExactly("k-2 5000 USD");
        assertThat(releases(number)).isEmpty();
    }

    @Test
    void when_nothing_is_at_stake_any_more_nothing_is_held() {
        disputed("k-1", 30_000);
        var number = found(ANNA, "SPAM_APPLICATIONS");
        as("ana").decides(number, "decideHold", hold("PROPOSED", null));
        completes("k-1");

        settle();

        assertThat(rows("measure")).isZero();
        assertThat(what(number)).contains("holdNotNeeded");
    }

    @Test
    void less_in_dispute_later_frees_what_is_too_much() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");

        disputed("k-1", 12_000);

        assertThat(held(number)).containsExactly("k-1 12000 USD");
        assertThat(releases(number)).containsExactly("k-1 18000 ABOVE_LIMIT");
        disputed("k-1", 20_000);
        assertThat(held(number)).containsExactly("k-1 12000 USD");
    }

    @Test
    void a_contract_that_ends_badly_keeps_its_line_and_somebody_decides_about_it() {
        disputed("k-1", 30_000);
        disputed("k-2", 10_000);
        var number = withHold("SPAM_APPLICATIONS");

        fails("k-1", 30_000);
        settle();

        assertThat(held(number)).containsExactly("k-1 30000 USD", "k-2 10000 USD");
        assertThat(as("ana").sees(number, "decideLines")).isTrue();
        completes("k-2");
        assertThat(held(number)).as("the other line does not wait for it").containsExactly("k-1 30000 USD");
        assertThat(as("ana").readable(number).findValuesAsText("taskDefinitionKey"))
                .as("asked once")
                .containsOnlyOnce("decideLines");

        decides(
                "ana",
                number,
                "decideLines",
                Map.of("lineDecision", "RELEASE", "note", "The client does not answer any more, so it goes back."));

        assertThat(releases(number)).containsExactly("k-1 30000 LINE_DECIDED", "k-2 10000 CONTRACT_COMPLETED");
        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("RELEASED");
    }

    @Test
    void a_line_that_somebody_keeps_goes_back_when_its_case_is_decided() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        fails("k-1", 30_000);
        settle();
        decides(
                "ana",
                number,
                "decideLines",
                Map.of("lineDecision", "KEEP", "note", "The finding is still to come, so it stays."));
        assertThat(held(number)).containsExactly("k-1 30000 USD");

        decides("ana", number, "NONE");

        assertThat(theCase(number).get("stage").asText()).isEqualTo("CLOSED");
        assertThat(releases(number)).containsExactly("k-1 30000 CASE_DECIDED");
        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("DECIDED");
        assertThat(texts(ANNA)).contains("Your case is decided");
    }

    @Test
    void contracts_that_end_out_of_order_free_each_their_own_line_in_their_own_currency() {
        disputed("k-1", 30_000, "USD");
        disputed("k-2", 5_000, "EUR");
        disputed("k-3", 70_000, "JPY");
        var number = withHold("SPAM_APPLICATIONS");
        assertThat(held(number)).containsExactly("k-1 30000 USD", "k-2 5000 EUR", "k-3 70000 JPY");

        completes("k-3");
        assertThat(held(number)).containsExactly("k-1 30000 USD", "k-2 5000 EUR");
        completes("k-1");
        assertThat(held(number)).containsExactly("k-2 5000 EUR");
        completes("k-2");

        assertThat(releases(number))
                .containsExactly(
                        "k-1 30000 CONTRACT_COMPLETED", "k-2 5000 CONTRACT_COMPLETED", "k-3 70000 CONTRACT_COMPLETED");
    }

    @Test
    void two_cases_on_one_account_never_hold_the_same_money_twice() {
        disputed("k-1", 30_000);
        var first = found(ANNA, "SPAM_APPLICATIONS");
        holds(first, "LESS", "k-1 USD 200.00");
        var second = found(ANNA, "OTHERS_WORK");
        assertThat(as("ana").sees(second, "decideHold")).isTrue();

        refuses(400, "ana", second, "decideHold", hold("LESS", "k-1 USD 100.01"), "At most USD 100.00");
        holds(second, "PROPOSED", null);

        assertThat(held(first)).containsExactly("k-1 20000 USD");
        assertThat(held(second)).containsExactly("k-1 10000 USD");
        completes("k-1");
        assertThat(held(first)).isEmpty();
        assertThat(held(second)).isEmpty();
    }

    @Test
    void a_contract_that_is_opened_again_waits_again_and_is_asked_about_again() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        fails("k-1", 30_000);
        settle();
        decides(
                "ana",
                number,
                "decideLines",
                Map.of("lineDecision", "KEEP", "note", "They want to go on with it, so it stays."));

        disputed("k-1", 30_000);
        settle();
        assertThat(as("ana").sees(number, "decideLines")).isFalse();
        advance("PT1H");
        fails("k-1", 30_000);
        settle();
        assertThat(as("ana").sees(number, "decideLines")).isTrue();
        says("k-1", completed());

        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");
        assertThat(as("ana").sees(number, "decideLines")).isFalse();
    }

    @Test
    void more_than_is_at_stake_is_refused_at_the_form_with_the_reason() {
        disputed("k-1", 30_000);
        contract("k-2", ANNA, CARL);
        var number = found(ANNA, "SPAM_APPLICATIONS");

        refuses(400, "ana", number, "decideHold", hold("LESS", "k-1 USD 300.01"), "At most USD 300.00");
        refuses(
                400,
                "ana",
                number,
                "decideHold",
                hold("LESS", "k-1 USD 200.00\nk-1 USD 150.00 PENDING"),
                "At most USD 100.00");
        refuses(400, "ana", number, "decideHold", hold("LESS", "k-2 USD 1.00"), "Nothing is disputed");
        refuses(400, "ana", number, "decideHold", hold("LESS", "k-1 EUR 1.00"), "Nothing is disputed");
        refuses(400, "ana", number, "decideHold", hold("LESS", "k-1 USD 1.001"), "no such amount");
        refuses(400, "ana", number, "decideHold", hold("LESS", "k-1 USD -5"), "Write an amount");
        refuses(400, "ana", number, "decideHold", hold("LESS", "k-1 USD 99999999999999999999"), "Write an amount");
        refuses(400, "ana", number, "decideHold", hold("LESS", "k-1 for five dollars"), "Write one line");
        refuses(400, "ana", number, "decideHold", hold("LESS", null), "holdLines");
        refuses(400, "ana", number, "decideHold", Map.of("holdDecision", "PROPOSED", "reasonForPerson", WHY), "origin");
        holds(number, "LESS", "k-1 USD 100.00 PENDING\nk-1 USD 50.00");

        assertThat(held(number)).containsExactly("k-1 10000 USD", "k-1 5000 USD");
        disputed("k-1", 8_000);
        assertThat(held(number)).containsExactly("k-1 8000 USD");
    }

    @Test
    void without_money_at_stake_nobody_is_asked_and_who_decides_against_it_holds_nothing() {
        contract("k-1", ANNA, CARL);
        var quiet = found(ANNA, "SPAM_APPLICATIONS");
        assertThat(as("ana").sees(quiet, "decideHold")).isFalse();
        disputed("k-2", 30_000);
        var number = found(ANNA, "OTHERS_WORK");

        holds(number, "NONE", null);

        assertThat(rows("measure")).isZero();
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
    }

    @Test
    void a_decision_about_a_hold_that_nobody_takes_goes_to_the_leads_and_is_over_with_its_case() {
        disputed("k-1", 30_000);
        var number = found(ANNA, "SPAM_APPLICATIONS");
        assertThat(as("lee").sees(number, "decideHold")).isFalse();

        advanceTo(due("ana", number, "decideHold"));

        assertThat(as("lee").sees(number, "decideHold")).isTrue();
        assertThat(told("lee", "Step overdue")).isEqualTo(1);
        assertThat(told(ANNA, "We are late")).isEqualTo(1);
        decides("ana", number, "NONE");

        assertThat(as("lee").tasks(number)).isEmpty();
        assertThat(rows("measure")).isZero();
    }

    @Test
    void a_hold_that_nobody_reviews_ends_by_itself_and_the_money_goes_back() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        var review = Instant.parse(theHold(number).get("reviewAt").asText());
        advanceTo(review);
        assertThat(as("ana").sees(number, "reviewHold")).isTrue();

        advanceTo(review.plusSeconds(5 * 86_400));

        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("UNCONFIRMED");
        assertThat(releases(number)).containsExactly("k-1 30000 UNCONFIRMED");
        assertThat(texts(ANNA)).contains("we did not confirm it in time", "We did not confirm the hold in time");
    }

    @Test
    void a_hold_that_is_confirmed_every_time_ends_on_its_last_day() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        var ends = Instant.parse(theHold(number).get("endsAt").asText());
        for (int i = 0; i < 4; i++) {
            advanceTo(Instant.parse(theHold(number).get("reviewAt").asText()));
            decides("ana", number, "reviewHold", Map.of("holdReview", "CONFIRM", "reasonForPerson", WHY));
        }
        assertThat(held(number)).containsExactly("k-1 30000 USD");

        advanceTo(ends);

        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("EXPIRED");
        assertThat(releases(number)).containsExactly("k-1 30000 EXPIRED");
    }

    @Test
    void a_hold_that_is_not_justified_any_more_is_lifted_the_same_day() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        advanceTo(Instant.parse(theHold(number).get("reviewAt").asText()));

        decides("ana", number, "reviewHold", Map.of("holdReview", "LIFT", "reasonForPerson", WHY));

        assertThat(releases(number)).containsExactly("k-1 30000 UNJUSTIFIED");
        assertThat(texts(ANNA)).contains("it is no longer justified", WHY);
    }

    @Test
    void an_appeal_or_a_withdrawal_ends_the_hold_and_leaves_the_restriction_beside_it() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        decides("ana", number, "RESTRICTION");
        var hold = theHold(number).get("measureId").asText();
        assertThat(appeals(number, hold).status()).isEqualTo(201);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY));

        assertThat(releases(number)).containsExactly("k-1 30000 OVERTURNED");
        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(may(ANNA, "APPLY")).as("the restriction stays").isFalse();
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("conditions");
    }

    @Test
    void two_appeals_in_one_case_are_answered_each_by_its_own_decision() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        decides("ana", number, "RESTRICTION");
        var hold = theHold(number).get("measureId").asText();
        var restriction = theRestriction();

        assertThat(appeals(number, restriction).status()).isEqualTo(201);
        as("rio").decides(number, "decideAppeal", Map.of("appealDecision", "UPHOLD", "reasonForPerson", WHY));
        assertThat(appeals(number, hold).status()).isEqualTo(201);
        assertThat(as("rio")
                        .letter(as("rio").task(number, "decideAppeal").get("id").asText(), "OVERTURN", WHY)
                        .body())
                .contains("we apologise");
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY));

        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(may(ANNA, "APPLY")).as("the restriction stays").isFalse();
        assertThat(sql.sql("select measure_id || ' ' || outcome from appeal order by number")
                        .query(String.class)
                        .list())
                .containsExactly(restriction + " UPHOLD", hold + " OVERTURN");
    }

    @Test
    void a_withdrawn_restriction_settles_its_own_appeal_and_leaves_the_one_about_the_hold() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        decides("ana", number, "RESTRICTION");
        var restriction = theRestriction();
        assertThat(appeals(number, restriction).status()).isEqualTo(201);
        assertThat(appeals(number, theHold(number).get("measureId").asText()).status())
                .isEqualTo(201);

        assertThat(as("ana")
                        .does(number, "withdraw", "measure", restriction, "reason", WHY)
                        .status())
                .isEqualTo(302);
        settle();

        assertThat(as("rio").tasks(number)).hasSize(1);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "UPHOLD", "reasonForPerson", WHY));
        assertThat(sql.sql("select outcome from appeal order by number")
                        .query(String.class)
                        .list())
                .containsExactly("MOOT", "UPHOLD");
    }

    @Test
    void a_restriction_that_ends_gives_back_what_its_case_still_holds() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        decides("ana", number, "RESTRICTION");
        var restriction = theRestriction();
        assertThat(restriction).isNotEqualTo(theHold(number).get("measureId").asText());
        fulfils(number);

        reinstates(number);

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(releases(number)).containsExactly("k-1 30000 CASE_DECIDED");
    }

    @Test
    void the_sweep_finds_what_an_event_missed_and_counts_it() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        asOwner(
                """
                update fairhold.contract set state = 'ENDED', outcome = 'COMPLETED', ended_at = changed_at, disputed = false,
                    disputed_amount_minor = null, disputed_currency = null where id = 'k-1'""");
        assertThat(held(number)).hasSize(1);

        assertThat(sweep.sweep()).isEqualTo(1);

        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");
        assertThat(sweep.sweep()).isZero();
    }

    @Test
    void when_the_desk_dies_while_it_places_a_hold_nothing_is_held_and_later_once() {
        disputed("k-1", 30_000);
        var number = found(ANNA, "SPAM_APPLICATIONS");
        as("ana").decides(number, "decideHold", hold("PROPOSED", null));

        assertThat(crashingAt("hold_line", "PT0S")).isNotEmpty();

        assertThat(List.of(rows("measure"), rows("statement"), rows("hold_line"), rows("marketplace_command")))
                .containsOnly(0);
        advance("PT1M");
        assertThat(List.of(rows("measure"), rows("statement"), rows("hold_line")))
                .containsOnly(1);
        assertThat(held(number)).containsExactly("k-1 30000 USD");
    }

    private String theRestriction() {
        return sql.sql("select id from measure where kind = 'RESTRICTION'")
                .query(String.class)
                .single();
    }
}
