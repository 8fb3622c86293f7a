package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the signal to the account that is its owner's again. */
class AccountTakeoverProcessTest extends TakeoverScenario {
    @Test
    void a_thief_who_could_do_everything_can_do_nothing_once_a_human_has_frozen_the_account() {
        says("k-1", Map.of());
        var session = thiefSignsIn();
        var number = takenOver();
        for (var permission : EVERYTHING) {
            assertThat(thief(session, permission, Map.of("contractId", "k-1")).status())
                    .as(permission)
                    .isEqualTo(200);
        }

        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        assertThat(atTheMarketplace().get("sessions").asInt()).isZero();
        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
        for (var permission : EVERYTHING) {
            assertThat(thief(session, permission).status()).as(permission).isEqualTo(401);
            assertThat(acts(ANNA, permission, "k-1").status()).as(permission).isEqualTo(403);
        }
        assertThat(as("fay").http().get("/desk/cases/" + number).body())
                .contains("Profile", "Payout method", "Contract ended", "Message sent", "k-1");
        isProven();
        decides("fay", number, "decideChanges", undoAll());
        for (var permission : EVERYTHING) {
            assertThat(thief(session, permission).status()).as(permission).isEqualTo(401);
        }
    }

    @Test
    void each_thing_the_thief_did_is_kept_undone_or_told_and_then_the_owner_has_the_account_back() {
        paid("k-1", 60_000);
        contract("k-2", ANNA, CARL);
        var before = money();
        var session = thiefSignsIn();
        var profile = thiefDid(session, "EDIT_PROFILE", Map.of());
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());
        var message = thiefDid(session, "MESSAGE", Map.of("contractId", "k-1"));
        var number = frozenAgainstTheThief();
        assertThat(as("fay").sees(number, "decideChanges")).isFalse();
        isProven();

        decides(
                "gil",
                number,
                "decideChanges",
                asWritten("%s KEEP\n%s UNDO\n%s CANNOT_BE_UNDONE".formatted(profile, payout, message)));

        assertThat(listed("undone")).containsExactly(payout);
        assertThat(atTheMarketplace().get("told").findValuesAsText("contractId"))
                .containsExactly("k-1");
        assertThat(lastText(CARL)).contains("k-1").doesNotContain(number, "Anna", "anna");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("RESTORED");
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("RESTORED");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(money()).isEqualTo(before);
        assertThat(atTheMarketplace().get("rank").asBoolean()).isTrue();
        assertThat(thief(session, "EDIT_PROFILE").status()).isEqualTo(401);
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(200);
        assertThat(lastText(ANNA)).contains("Your account is yours again", "on your record");
    }

    @Test
    void a_change_that_is_missing_unknown_or_cannot_be_undone_is_refused() {
        says("k-1", Map.of());
        var session = thiefSignsIn();
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());
        var message = thiefDid(session, "MESSAGE", Map.of("contractId", "k-1"));
        var number = frozenAgainstTheThief();
        isProven();

        refuses(400, "fay", number, "decideChanges", asWritten(payout + " UNDO"), "Missing: " + message);
        refuses(
                400,
                "fay",
                number,
                "decideChanges",
                asWritten("%s UNDO\n%s UNDO".formatted(payout, message)),
                "cannot be undone");
        refuses(
                400,
                "fay",
                number,
                "decideChanges",
                asWritten("%s UNDO\n%s KEEP\n999999 KEEP".formatted(payout, message)),
                "999999");
        refuses(400, "fay", number, "decideChanges", asWritten("all of it"), "one line for each change");
        refuses(
                400,
                "fay",
                number,
                "decideChanges",
                asWritten("%s UNDO\n%s KEEP\n%s KEEP".formatted(payout, message, payout)),
                "one line for each change");
    }

    @Test
    void all_that_can_be_undone_is_undone_at_one_word() {
        says("k-1", Map.of());
        var session = thiefSignsIn();
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());
        thiefDid(session, "END_CONTRACT", Map.of("contractId", "k-1"));
        var number = frozenAgainstTheThief();
        isProven();

        decides("fay", number, "decideChanges", undoAll());

        assertThat(listed("undone")).containsExactly(payout);
        assertThat(atTheMarketplace().get("told")).hasSize(1);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("RESTORED");
    }

    @Test
    void where_nothing_was_changed_a_human_still_gives_the_account_back() {
        var number = frozenAgainstTheThief();
        isProven();

        decides("fay", number, "decideChanges", undoAll());

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("RESTORED");
    }

    @Test
    void what_was_changed_before_the_suspected_time_is_not_listed() {
        var session = thiefSignsIn();
        thiefDid(session, "EDIT_PROFILE", Map.of());
        advance("PT25H");
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());

        var number = frozenAgainstTheThief();
        isProven();

        refuses(400, "fay", number, "decideChanges", asWritten(""), "Missing: " + payout + ".");
    }

    @Test
    void a_report_can_say_since_when_and_never_a_time_to_come() {
        assertThat(reportsTakeover(
                                Map.of("suspectedSince", now().plusSeconds(3600).toString()))
                        .status())
                .isEqualTo(422);

        var number = takenOver(
                Map.of("suspectedSince", now().minusSeconds(7 * 86_400).toString()));

        assertThat(sql.sql(
                                "select extract(epoch from noted_at - suspected_since)::int from takeover where case_number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isBetween(604_800, 604_810);
    }

    @Test
    void each_takeover_is_a_case_of_its_own_and_an_analyst_sees_nothing_of_it() {
        var first = takenOver();

        var second = takenOver();

        assertThat(second).isNotEqualTo(first);
        assertThat(as("fay").has("7 Fraud", as("fay").task(first, "decideFreeze")))
                .isTrue();
        assertThat(as("ana").readable(first)).isEmpty();
        assertThat(as("ana").http().get("/desk/cases/" + first).status()).isNotEqualTo(200);
    }

    @Test
    void without_a_reason_nothing_is_frozen_and_the_owner_never_hears_of_it() {
        var number = takenOver();

        decides("fay", number, "decideFreeze", Map.of("freezeDecision", "NO_FREEZE", "note", NOTE));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("NO_SUSPICION");
        assertThat(mails(ANNA)).isEmpty();
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void an_account_that_was_never_taken_over_is_free_again_with_an_apology_and_the_days_are_counted() {
        paid("k-1", 60_000);
        var before = money();
        var number = frozenAgainstTheThief();
        advance("P3DT1M");

        decides("gil", number, "reviewFreeze", Map.of("freezeReview", "UNFOUNDED", "findingText", CLEAN));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("UNFOUNDED");
        assertThat(money()).isEqualTo(before);
        assertThat(texts(ANNA)).contains("We are sorry", "It cost you 4 days");
        assertThat(atTheMarketplace().get("rank").asBoolean()).isTrue();
        assertThat(sql.sql("select signal from wrong_freeze where case_number = ?")
                        .param(number)
                        .query(String.class)
                        .single())
                .isEqualTo("ACCOUNT_TAKEOVER/SYSTEM");
    }

    @Test
    void a_proof_counts_also_where_it_came_before_the_freeze() {
        var number = takenOver();
        isProven();

        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        assertThat(as("fay").sees(number, "decideChanges")).isTrue();
    }

    @Test
    void a_proof_that_failed_is_kept_and_proves_nothing() {
        var number = frozenAgainstTheThief();

        assertThat(proves("PHONE", false).status()).isEqualTo(201);

        assertThat(as("fay").sees(number, "decideChanges")).isFalse();
        assertThat(what(number)).contains("ownerNotProven");
        isProven();
        assertThat(as("fay").sees(number, "decideChanges")).isTrue();
        assertThat(proves("PHONE", true).status()).isEqualTo(409);
    }

    @Test
    void a_channel_that_was_changed_since_the_suspected_time_proves_nothing() {
        hasAddresses("anna@people.example", "anna@second.example", 2);
        advance("P3D");
        hasAddresses("thief@evil.example", "anna@second.example", 3);
        takenOver();

        assertThat(proves("EMAIL", true).status()).isEqualTo(422);
        assertThat(proves("EMAIL", false).status()).isEqualTo(201);
        assertThat(proves("SECOND_EMAIL", true).status()).isEqualTo(201);
    }

    @Test
    void nothing_can_be_proven_where_nothing_waits_for_it() {
        assertThat(proves("PHONE", true).status()).isEqualTo(409);
        assertThat(marketplace
                        .post("/api/v1/accounts/nobody/owner-proofs", Map.of("channel", "PHONE", "proven", true))
                        .status())
                .isEqualTo(404);
        assertThat(marketplace
                        .post("/api/v1/accounts/anna/owner-proofs", Map.of("channel", "PIGEON", "proven", true))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_marketplace_that_does_not_tell_what_was_changed_becomes_a_task_until_it_does() {
        var role = sql.sql("select current_user").query(String.class).single();
        var session = thiefSignsIn();
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());
        var number = takenOver();
        asOwner("revoke insert on fairhold.change_answer from " + role);
        decides("fay", number, "decideFreeze", freeze("NOTHING"));
        isProven();
        assertThat(as("fay").sees(number, "chaseChanges")).isFalse();

        advance("PT11M");

        assertThat(as("fay").sees(number, "chaseChanges")).isTrue();
        assertThat(as("fay").sees(number, "decideChanges")).isFalse();
        decides("fay", number, "chaseChanges", Map.of("note", "Their journal is being repaired until noon."));
        advance("PT11M");
        assertThat(as("fay").sees(number, "chaseChanges")).isTrue();
        asOwner("grant insert on fairhold.change_answer to " + role);
        advance("PT10M");
        assertThat(as("fay").sees(number, "chaseChanges")).isFalse();
        refuses(400, "fay", number, "decideChanges", asWritten(""), "Missing: " + payout + ".");
    }

    @Test
    void what_the_marketplace_refuses_to_undo_is_decided_anew() {
        var session = thiefSignsIn();
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());
        var number = frozenAgainstTheThief();
        isProven();
        sql.sql(
                        "insert into marketplace.change_undone (change_id, key, at) select :id::bigint, key, at from marketplace.operation limit 1")
                .param("id", payout)
                .update();

        decides("fay", number, "decideChanges", undoAll());

        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(as("fay").sees(number, "decideChanges")).isTrue();
        assertThat(as("fay").caseFile(number, "decideChanges")).contains("Rejected");
        decides("gil", number, "decideChanges", asWritten(payout + " KEEP"));
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("RESTORED");
    }
}
