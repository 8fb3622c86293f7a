package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.fairhold.MoneyMayDisagree;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a suspicion to the freeze, and to its end. */
class FraudInvestigationProcessTest extends FraudScenario {
    @Autowired
    IdentityService identity;

    @Test
    void each_suspicion_is_a_case_of_its_own() {
        var first = suspected(ANNA);

        var second = suspected(ANNA);

        assertThat(second).isNotEqualTo(first);
        assertThat(as("fay").sees(first, "decideFreeze")).isTrue();
        assertThat(as("fay").sees(second, "decideFreeze")).isTrue();
    }

    @Test
    void whoever_is_on_call_has_fifteen_minutes_then_the_next_is_called_and_at_thirty_a_cleared_lead() {
        var began = now();
        var number = suspected(ANNA);

        assertThat(told("fay", "due in 15 minutes")).isEqualTo(1);
        assertThat(due("fay", number, "decideFreeze")).isBetween(began.plusSeconds(900), began.plusSeconds(910));
        advance("PT14M50S");
        assertThat(told("gil", "due in 15 minutes")).isZero();

        advance("PT20S");

        assertThat(told("gil", "due in 15 minutes")).isEqualTo(1);
        assertThat(as("lee").sees(number, "decideFreeze")).isFalse();

        advance("PT15M");

        assertThat(as("lee").sees(number, "decideFreeze")).isTrue();
        assertThat(told("lee", "Step overdue")).isEqualTo(1);
        assertThat(mails(ANNA)).isEmpty();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void who_is_absent_is_not_called() {
        as("sam").does("/desk/me", "/desk/me/absent", Map.of("who", "fay", "until", "2099-01-01"));

        suspected(ANNA);

        assertThat(told("gil", "due in 15 minutes")).isEqualTo(1);
        assertThat(told("fay", "due in 15 minutes")).isZero();
    }

    @Test
    void the_order_of_calls_is_what_the_support_manager_says() {
        var page = "/desk/on-call";
        var from = now().toString().substring(0, 16);
        assertThat(as("ana")
                        .does(
                                "/desk/me",
                                page,
                                Map.of(
                                        "team",
                                        "fraud",
                                        "who",
                                        "gil",
                                        "position",
                                        "1",
                                        "from",
                                        from,
                                        "until",
                                        "2099-01-01T00:00"))
                        .status())
                .isEqualTo(403);
        var lines = as("sam").http().get(page).body();
        for (var id : sql.sql("select id from on_call").query(Long.class).list()) {
            assertThat(as("sam")
                            .does(page, page + "/remove", Map.of("id", String.valueOf(id)))
                            .status())
                    .isLessThan(400);
        }
        assertThat(as("sam")
                        .does(
                                page,
                                page,
                                Map.of(
                                        "team",
                                        "fraud",
                                        "who",
                                        "gil",
                                        "position",
                                        "1",
                                        "from",
                                        from,
                                        "until",
                                        "2099-01-01T00:00"))
                        .status())
                .isLessThan(400);
        assertThat(as("sam")
                        .does(
                                page,
                                page,
                                Map.of(
                                        "team",
                                        "fraud",
                                        "who",
                                        "ana",
                                        "position",
                                        "2",
                                        "from",
                                        from,
                                        "until",
                                        "2099-01-01T00:00"))
                        .status())
                .isEqualTo(422);

        suspected(ANNA);

        assertThat(lines).contains("Fay Lindqvist");
        assertThat(told("gil", "due in 15 minutes")).isEqualTo(1);
        assertThat(told("fay", "due in 15 minutes")).isZero();
    }

    @Test
    void a_freeze_takes_everything_at_once_with_its_statement_and_its_mail() {
        paid("k-1", 60_000);
        var number = suspected(ANNA);
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(200);

        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(403);
        assertThat(withdraws(ANNA, 100).status()).isEqualTo(403);
        assertThat(held(number)).containsExactlyInAnyOrder("null 60000 USD", "null 60000 USD");
        assertThat(money()).containsExactly(0L, 0L, 120_000L, 0L, 0L, 0L);
        var statement = statement(number);
        assertThat(statement.at("/measure/kind").asText()).isEqualTo("FREEZE");
        assertThat(statement.at("/facts/0/text").asText()).contains("Fourteen");
        assertThat(statement.get("measure").get("held")).hasSize(2);
        assertThat(lastText(ANNA)).contains(REASON, "Fourteen", "USD", "Fay Lindqvist");
    }

    @Test
    void without_a_reason_nothing_is_frozen_and_the_person_never_hears_of_it() {
        var number = suspected(ANNA);

        decides("fay", number, "decideFreeze", Map.of("freezeDecision", "NO_FREEZE", "note", NOTE));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("NO_SUSPICION");
        assertThat(mails(ANNA)).isEmpty();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void a_lead_to_whom_it_was_escalated_finds_somebody_who_may_decide() {
        var number = suspected(ANNA);
        advance("PT31M");

        refuses(403, "lee", number, "decideFreeze", freeze("NOTHING"), "Only a member of the fraud team");
    }

    @Test
    void what_is_withheld_is_looked_at_again_on_its_date_and_disclosed_in_a_new_version() {
        var number = suspected(ANNA);
        var tooLong = freeze("FACTS_AND_SOURCE");
        tooLong.put("lookAgainDays", "4");
        refuses(400, "fay", number, "decideFreeze", tooLong, "1, 2 or 3 days");
        decides("fay", number, "decideFreeze", freeze("FACTS_AND_SOURCE"));
        var id = measure(number).get("statement").asText();

        assertThat(lastText(ANNA)).contains("We cannot tell you yet", REASON).doesNotContain("Fourteen", "client");
        assertThat(statement(number).toString()).doesNotContain("Fourteen", "CLIENT");
        assertThat(statement(number).at("/withheld/0/part").asText()).isEqualTo("FACTS");
        assertThat(as("fay").sees(number, "reviewWithheld")).isFalse();
        advance("P2D");
        advance("PT1S");
        decides(
                "gil",
                number,
                "reviewWithheld",
                Map.of(
                        "withheldReview",
                        "KEEP",
                        "withholdReason",
                        "The bank has asked us to wait.",
                        "lookAgainDays",
                        "1"));
        advance("P1DT1S");
        decides(
                "gil",
                number,
                "reviewWithheld",
                Map.of("withheldReview", "DISCLOSE", "withholdReason", "The bank knows all by now."));

        var full = marketplace.get("/api/v1/statements/" + id).json();
        assertThat(full.get("version").asInt()).isEqualTo(2);
        assertThat(full.at("/facts/0/text").asText()).contains("Fourteen");
        assertThat(lastText(ANNA)).contains("Fourteen", "version 2");
        assertThat(as("fay").caseFile(number, "investigateFraud")).contains("The bank has asked us to wait.");
    }

    @Test
    void on_day_3_7_and_30_somebody_looks_again_and_the_person_is_told_that_it_goes_on() {
        var number = frozen(ANNA);
        var began = Instant.parse(measure(number).get("effectiveAt").asText());
        for (var day : List.of(3, 7, 30, 60)) {
            var told = told(ANNA, "We are still looking into your account");
            advanceTo(began.plus(Duration.ofDays(day)).minusSeconds(60));
            assertThat(told(ANNA, "We are still looking into your account")).isEqualTo(told);
            assertThat(as("gil").sees(number, "reviewFreeze")).isFalse();

            advance("PT2M");

            assertThat(told(ANNA, "We are still looking into your account")).isEqualTo(told + 1);
            decides(
                    "gil",
                    number,
                    "reviewFreeze",
                    Map.of(
                            "freezeReview",
                            "GO_ON",
                            "findingText",
                            "The bank has not answered yet, and the cards are still in use."));
        }
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(sql.sql("select count(*) from measure_review")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void an_interim_review_ends_a_freeze_that_has_no_reason_any_more() {
        var number = frozen(ANNA);
        advance("P3DT1M");

        decides("gil", number, "reviewFreeze", Map.of("freezeReview", "UNFOUNDED", "findingText", CLEAN));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("UNFOUNDED");
        assertThat(EVERYTHING).allMatch(permission -> may(ANNA, permission) || permission.equals("POST_JOB"));
    }

    @Test
    void without_fraud_everything_is_restored_at_once_with_an_apology_and_the_lost_days_are_counted() {
        paid("k-1", 60_000);
        var before = money();
        var number = frozen(ANNA);
        advance("P1DT2H");

        finds(number, "NONE");

        assertThat(money()).isEqualTo(before);
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(withdraws(ANNA, 60_000).status()).isEqualTo(200);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("UNFOUNDED");
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("UNFOUNDED");
        assertThat(texts(ANNA)).contains("We are sorry", "It cost you 2 days");
        assertThat(sql.sql("select lost_days || ' ' || signal from wrong_freeze where case_number = ?")
                        .param(number)
                        .query(String.class)
                        .single())
                .isEqualTo("2 FRAUD_SUSPICION/CLIENT");
        assertThat(as("fay").http().get("/desk/cases/" + number).body()).contains("2 days");
    }

    @Test
    void confirmed_fraud_takes_the_money_back_to_the_client_with_two_signatures_and_tells_all() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE\nk-1 USD 100.00 PENDING");
        assertThat(as("fay").caseFile(number, "signReversal")).contains("USD 500.00", "not yet");

        decides("gil", number, "signReversal", signature());

        assertThat(money()).containsExactly(0L, 0L, 60_000L, 60_000L, 0L, 0L);
        assertThat(commanded(number, "REVERSE")).hasSize(2);
        assertThat(theHold(number).at("/lines").findValuesAsText("beneficiary")).containsExactly(CARL, CARL);
        var statement = statement(number);
        assertThat(statement.get("version").asInt()).isEqualTo(2);
        assertThat(statement.at("/decided/finding").asText()).isEqualTo("VIOLATION");
        assertThat(statement.at("/measure/reversed/0/amount/amountMinor").asLong())
                .isEqualTo(50_000);
        assertThat(lastText(ANNA)).contains("We found fraud", REASON, "500.00");
        assertThat(lastText(CARL)).contains("100.00").doesNotContain(number, "raud", "anna", "Anna");
        assertThat(as("fay").sees(number, "settleFraud")).isTrue();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
    }

    @Test
    void what_is_left_goes_back_or_stays_as_somebody_decides_and_is_looked_at_again() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00");
        decides("gil", number, "signReversal", signature());
        decides("fay", number, "settleFraud", settlement("KEEP"));
        assertThat(as("fay").sees(number, "settleFraud")).isFalse();
        assertThat(balance(ANNA, "held")).isEqualTo(70_000);
        advance("P30DT1M");

        decides("fay", number, "settleFraud", settlement("RELEASE_MONEY"));
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        advance("P30DT1M");
        decides("gil", number, "settleFraud", settlement("LIFT"));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("FRAUD_SETTLED");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(money()).containsExactly(10_000L, 60_000L, 0L, 50_000L, 0L, 0L);
    }

    @Test
    void no_contract_and_no_date_gives_anything_back_and_a_cleared_lead_decides_near_the_limit() {
        paid("k-1", 60_000);
        var number = frozen(ANNA);
        completes("k-1");
        settle();
        assertThat(balance(ANNA, "held")).isEqualTo(120_000);

        advance("P80DT1M");

        assertThat(balance(ANNA, "held")).isEqualTo(120_000);
        assertThat(as("gil").sees(number, "decideAtLimit")).isFalse();
        var decision =
                Map.of("limitDecision", "RELEASE_MONEY", "note", "The provider gives it back in ten days anyway.");
        decides("lee", number, "decideAtLimit", decision);
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
    }

    @Test
    void a_freeze_beside_a_restriction_lifts_only_itself() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var number = frozen(ANNA);
        assertThat(standing(ANNA).toString()).contains(spam, number);

        finds(number, "NONE");

        assertThat(standingLevel(ANNA).asText()).isEqualTo("RESTRICTED");
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(may(ANNA, "WITHDRAW")).isTrue();
        assertThat(texts(ANNA)).contains("(case " + spam + ")");
    }

    @Test
    void a_restriction_that_is_lifted_leaves_the_freeze() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        frozen(ANNA);

        fulfils(spam);
        reinstates(spam);

        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
    }

    @Test
    void money_that_another_case_holds_in_part_is_not_held_twice() {
        disputed("k-1", 30_000);
        var spam = withHold("SPAM_APPLICATIONS");
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);

        var number = frozen(ANNA);

        assertThat(held(number)).containsExactly("null 30000 USD");
        assertThat(money()).containsExactly(0L, 0L, 60_000L, 0L, 0L, 0L);
        finds(number, "NONE");
        assertThat(money()).containsExactly(0L, 30_000L, 30_000L, 0L, 0L, 0L);
        assertThat(held(spam)).containsExactly("k-1 30000 USD");
    }

    @Test
    void a_reversal_is_refused_to_whoever_asked_for_it_is_absent_or_is_the_only_one() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00");

        refuses(403, "fay", number, "signReversal", signature(), "You asked for this reversal");
        as("sam").does("/desk/me", "/desk/me/absent", Map.of("who", "gil", "until", "2099-01-01"));
        refuses(403, "gil", number, "signReversal", signature(), "marked absent");

        assertThat(balance(CARL, "available")).isZero();
    }

    @Test
    void where_only_one_person_could_sign_no_reversal_begins() {
        paid("k-1", 60_000);
        var number = frozen(ANNA);
        finds(number, "VIOLATION");
        identity.deleteMembership("gil", "fraud");

        refuses(409, "fay", number, "proposeReversal", reversal("k-1 USD 500.00"), "only member of the fraud team");
    }

    @Test
    @MoneyMayDisagree("a cent goes back behind the desk's back, so that the facts have changed")
    void a_signature_after_the_facts_have_changed_is_refused_and_the_reversal_is_asked_for_anew() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        releasesAPart(number);

        refuses(409, "gil", number, "signReversal", signature(), "has changed since this reversal was asked for");
        decides(
                "gil",
                number,
                "signReversal",
                Map.of("reversalSignature", "RETURN", "note", "Something was given back meanwhile."));
        decides("fay", number, "proposeReversal", reversal("k-1 USD 400.00 AVAILABLE"));
        decides("gil", number, "signReversal", signature());

        assertThat(balance(CARL, "available")).isEqualTo(40_000);
    }

    /** The desk gives a cent of the line back, by a decision that was made. */
    private void releasesAPart(String number) {
        assertThat(sql.sql(
                                """
                                insert into hold_release (measure_id, line, number, ground, currency, amount_minor, why, decision_id, released_at, command_key)
                                select l.measure_id, l.number, 1, l.ground, l.currency, 1, 'LINE_DECIDED', d.id, l.placed_at, 'cent'
                                from hold_line l join decision d on d.case_number = l.case_number and d.step = 'investigateFraud'
                                where l.case_number = :case and l.origin = 'AVAILABLE'""")
                        .param("case", number)
                        .update())
                .isEqualTo(1);
    }

    @Test
    void money_that_was_not_paid_on_the_contract_or_is_not_held_is_not_asked_for() {
        paid("k-1", 60_000);
        account("dora", "FREELANCER");
        contract("k-other", "dora", CARL);
        var number = frozen(ANNA);
        finds(number, "VIOLATION");

        refuses(
                400,
                "fay",
                number,
                "proposeReversal",
                reversal("k-other USD 1.00"),
                "no contract that paid this person");
        refuses(400, "fay", number, "proposeReversal", reversal("k-1 USD 600.01"), "holds USD 600.01");
        refuses(400, "fay", number, "proposeReversal", reversal("k-1 EUR 1.00"), "No line of this case holds");
        refuses(400, "fay", number, "proposeReversal", reversal("k-1 USD 0.00"), "above zero");
        refuses(400, "fay", number, "proposeReversal", reversal("all of it"), "one line for each contract");
    }

    @Test
    void a_freeze_that_is_overturned_gives_everything_back() {
        paid("k-1", 60_000);
        var before = money();
        var number = frozen(ANNA);
        appeals(number);

        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "OVERTURN", "reasonForPerson", "The bank had mixed up two people."));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(money()).isEqualTo(before);
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void every_step_that_is_late_goes_to_the_cleared_leads_and_the_person_hears_no_detail() {
        var number = frozen(ANNA);

        advanceTo(due("fay", number, "investigateFraud"));

        assertThat(as("lee").sees(number, "investigateFraud")).isTrue();
        assertThat(as("lee").sees(number, "reviewFreeze")).isTrue();
        assertThat(told("lee", "Step overdue")).isPositive();
        assertThat(told(ANNA, "We are late")).isEqualTo(2);
        assertThat(texts(ANNA)).contains("the look into your account").doesNotContain("nvestigat", "raud team");
    }
}
