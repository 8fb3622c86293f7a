package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The owner locks the account, at once and without a decision; a human looks at it then. */
class OwnersLockTest extends TakeoverScenario {
    private Http.Answer locks() {
        var answer = marketplace.post("/api/v1/accounts/" + ANNA + "/lock", Map.of());
        settle();
        return answer;
    }

    private String locked() {
        var answer = locks();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("caseNumber").asText();
    }

    @Test
    void the_lock_takes_everything_at_once_and_nobody_had_to_decide() {
        var session = thiefSignsIn();

        var number = locked();

        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
        assertThat(thief(session, "CHANGE_PAYOUT").status()).isEqualTo(401);
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(403);
        assertThat(withdraws(ANNA, 100).status()).isEqualTo(403);
        assertThat(atTheMarketplace().get("sessions").asInt()).isZero();
        assertThat(standing(ANNA).toString()).contains("LOCKED_BY_OWNER", "L-1001");
        assertThat(standingLevel(ANNA).asText()).isEqualTo("FROZEN");
        assertThat(told(ANNA, "You locked your account")).isEqualTo(1);
        assertThat(as("fay").sees(number, "decideFreeze")).isTrue();
        assertThat(sql.sql("select count(*) from decision").query(Integer.class).single())
                .isZero();
    }

    @Test
    void a_second_lock_answers_the_first_and_opens_no_other_case() {
        var first = locks();

        var second = locks();

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(sql.sql("select count(*) from enforcement_case")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(told(ANNA, "You locked your account")).isEqualTo(1);
    }

    @Test
    void a_lock_belongs_to_the_takeover_that_is_open() {
        var number = takenOver();

        assertThat(locked()).isEqualTo(number);
    }

    @Test
    void a_freeze_takes_the_place_of_the_lock() {
        var number = locked();

        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        assertThat(standing(ANNA).toString()).doesNotContain("LOCKED_BY_OWNER").contains(number);
        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
        isProven();
        decides("fay", number, "decideChanges", undoAll());
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void a_human_who_finds_no_sign_of_a_thief_lifts_it_and_the_owner_is_told() {
        var number = locked();

        decides("fay", number, "decideFreeze", Map.of("freezeDecision", "NO_FREEZE", "note", NOTE));

        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(200);
        assertThat(lastText(ANNA)).contains("We lifted the lock");
    }

    @Test
    void a_lock_beside_a_restriction_lifts_only_itself() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var number = locked();

        decides("fay", number, "decideFreeze", Map.of("freezeDecision", "NO_FREEZE", "note", NOTE));

        assertThat(standingLevel(ANNA).asText()).isEqualTo("RESTRICTED");
        assertThat(lastText(ANNA)).contains(spam);
    }

    @Test
    void an_account_that_nobody_knows_is_not_locked_and_a_key_needs_its_scope() {
        assertThat(marketplace.post("/api/v1/accounts/nobody/lock", Map.of()).status())
                .isEqualTo(404);
        assertThat(marketplace.post("/api/v1/accounts/no%20one/lock", Map.of()).status())
                .isBetween(400, 499);
        assertThat(new Http(port)
                        .post("/api/v1/accounts/" + ANNA + "/lock", Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
    }

    @Test
    void without_the_scope_for_confidential_cases_no_number_comes_back_but_the_reason_of_the_lock_does() {
        var uncleared = new Http(port).with("Authorization", "Bearer uncleared");

        var answer = uncleared.post("/api/v1/accounts/" + ANNA + "/lock", Map.of());
        settle();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().has("caseNumber")).isFalse();
        assertThat(uncleared.get("/api/v1/accounts/" + ANNA + "/standing").body())
                .contains("LOCKED_BY_OWNER")
                .doesNotContain("C-2", "ACCOUNT_TAKEOVER");
    }
}
