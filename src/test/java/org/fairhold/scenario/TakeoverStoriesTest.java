package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What owners have lived through, told again: the hacker in charge, the month of waiting, two reasons at once. */
class TakeoverStoriesTest extends TakeoverScenario {
    @Test
    void A_08_the_hacker_in_charge_is_out_within_a_quarter_of_an_hour_and_what_they_did_is_made_good() {
        contract("k-1", ANNA, CARL);
        var thief = thiefSignsIn();
        var payout = thiefDid(thief, "CHANGE_PAYOUT", Map.of());
        var profile = thiefDid(thief, "EDIT_PROFILE", Map.of());
        var message = thiefDid(thief, "MESSAGE", Map.of("contractId", "k-1"));
        var began = now();
        var number = takenOver();
        assertThat(due("fay", number, "decideFreeze")).isBetween(began, began.plusSeconds(905));
        advance("PT5M");

        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        assertThat(atTheMarketplace().get("sessions").asInt()).isZero();
        for (var permission : List.of("CHANGE_PAYOUT", "END_CONTRACT", "MESSAGE", "EDIT_PROFILE")) {
            assertThat(thief(thief, permission).status()).isEqualTo(401);
            assertThat(acts(ANNA, permission, "k-1").status()).isEqualTo(403);
        }
        assertThat(as("fay").http().get("/desk/cases/" + number).body())
                .contains("Payout method", "Profile", "Message sent");
        isProven();
        decides(
                "gil",
                number,
                "decideChanges",
                asWritten("%s UNDO\n%s KEEP\n%s CANNOT_BE_UNDONE".formatted(payout, profile, message)));
        assertThat(listed("undone")).containsExactly(payout);
        assertThat(told(CARL, "about contract k-1")).isEqualTo(1);
        assertThat(atTheMarketplace().get("told").findValuesAsText("text")).containsExactly("ACCOUNT_TAKEN_OVER");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("RESTORED");
    }

    @Test
    void nobody_decides_so_the_next_on_call_is_called_and_then_a_cleared_lead() {
        var number = takenOver();
        assertThat(told("fay", "due in 15 minutes")).isEqualTo(1);

        advance("PT15M10S");
        assertThat(told("gil", "due in 15 minutes")).isEqualTo(1);
        assertThat(as("lee").sees(number, "decideFreeze")).isFalse();
        advance("PT15M");

        assertThat(as("lee").sees(number, "decideFreeze")).isTrue();
        refuses(403, "lee", number, "decideFreeze", freeze("NOTHING"), "Only a member of the fraud team");
    }

    @Test
    void A_09_a_month_without_a_proof_brings_three_mails_and_two_calls_to_a_cleared_lead_and_loses_nothing() {
        paid("k-1", 60_000);
        var before = money();
        var number = frozenAgainstTheThief();
        var began = Instant.parse(measure(number).get("effectiveAt").asText());
        var chased = 0;
        for (var day : List.of(3, 7, 21, 30)) {
            advanceTo(began.plus(Duration.ofDays(day)).plusSeconds(60));
            if (as("lee").sees(number, "chaseProof")) {
                decides(
                        "lee",
                        number,
                        "chaseProof",
                        Map.of("note", "No answer at the number that we have had for years."));
                chased++;
            }
            if (as("gil").sees(number, "reviewFreeze")) {
                decides(
                        "gil",
                        number,
                        "reviewFreeze",
                        Map.of(
                                "freezeReview",
                                "GO_ON",
                                "findingText",
                                "The owner has not been reached yet, so the freeze goes on."));
            }
        }

        assertThat(told(ANNA, "Your account is still frozen to protect it")).isEqualTo(3);
        assertThat(chased).isEqualTo(2);
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(balance(ANNA, "held")).isEqualTo(120_000);
        isProven();
        decides("gil", number, "decideChanges", undoAll());
        assertThat(money()).isEqualTo(before);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("RESTORED");
    }

    @Test
    void A_22_two_reasons_each_lift_only_themselves_and_the_letter_says_what_is_left() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var number = frozenAgainstTheThief();
        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
        isProven();

        decides("fay", number, "decideChanges", undoAll());

        assertThat(standingLevel(ANNA).asText()).isEqualTo("RESTRICTED");
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(may(ANNA, "WITHDRAW")).isTrue();
        assertThat(lastText(ANNA)).contains("Your account is yours again", "(case " + spam + ")");
    }

    @Test
    void what_is_held_in_part_is_not_held_twice_and_the_partial_hold_stays_when_the_freeze_ends() {
        disputed("k-1", 30_000);
        var spam = withHold("SPAM_APPLICATIONS");
        var number = frozenAgainstTheThief();
        assertThat(held(number)).containsExactly("null 30000 USD");
        assertThat(money()).containsExactly(0L, 0L, 60_000L, 0L, 0L, 0L);
        isProven();

        decides("fay", number, "decideChanges", undoAll());

        assertThat(money()).containsExactly(0L, 30_000L, 30_000L, 0L, 0L, 0L);
        assertThat(held(spam)).containsExactly("k-1 30000 USD");
    }

    @Test
    void nothing_that_happened_meanwhile_counts_for_the_owners_performance_or_record() {
        contract("k-1", ANNA, CARL);
        contract("k-2", ANNA, CARL);
        var number = takenOver();
        for (var contract : List.of("k-1", "k-2")) {
            var end = Map.of(
                    "state", "ENDED", "endedAt", now().toString(), "outcome", "FAILED", "feedback", 1, "version", 2);
            assertThat(putContract(contract, ANNA, CARL, end).status()).isEqualTo(200);
        }
        decides("fay", number, "decideFreeze", freeze("NOTHING"));
        isProven();
        decides("fay", number, "decideChanges", undoAll());

        var performance = report(
                ANNA,
                Map.of(
                        "kind",
                        "POOR_PERFORMANCE",
                        "facts",
                        List.of(Map.of(
                                "code", "NON_DELIVERY",
                                "text", "Nothing came.",
                                "contractId", "k-1",
                                "occurredAt", now().minusSeconds(7200).toString()))));
        settle();

        assertThat(performance.status()).as(performance.body()).isEqualTo(201);
        assertThat(theCase(performance.json().get("caseNumber").asText())
                        .get("closedAs")
                        .asText())
                .isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(sql.sql("select jsonb_array_length(content -> 'contracts') from performance_record")
                        .query(Integer.class)
                        .single())
                .isZero();
        var spam = opened(ANNA, "SPAM_APPLICATIONS");
        answers(spam);
        finds("ana", spam, "VIOLATION");
        assertThat(sql.sql("select inputs::text from proposal where case_number = ?")
                        .param(spam)
                        .query(String.class)
                        .single())
                .doesNotContain("\"value\": \"1\"");
    }

    @Test
    void money_of_a_takeover_is_reversed_only_in_a_fraud_case_that_is_linked() {
        paid("k-1", 60_000);
        var number = frozenAgainstTheThief();

        var fraud = suspected(ANNA);
        var linked = as("fay")
                .does(number, "link", "other", fraud, "reason", "The thief had money sent to a third account.");

        assertThat(linked.status()).as(linked.body()).isLessThan(400);
        assertThat(as("fay").http().get("/desk/cases/" + number).body()).contains(fraud);
        assertThat(as("fay").sees(number, "proposeReversal")).isFalse();
    }
}
