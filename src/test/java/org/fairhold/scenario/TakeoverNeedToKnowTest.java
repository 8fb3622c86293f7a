package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only cleared people learn that somebody else may have an account. */
class TakeoverNeedToKnowTest extends TakeoverScenario {
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private List<String> lists(String who) {
        List<String> answers = new ArrayList<>();
        var http = as(who).http();
        answers.add(http.post(ENGINE + "/task", Map.of()).body());
        answers.add(http.post(ENGINE + "/task/count", Map.of()).body());
        for (var filter : http.get(ENGINE + "/filter?resourceType=Task").json()) {
            var queue = ENGINE + "/filter/" + filter.get("id").asText();
            answers.add(http.post(queue + "/list?firstResult=0&maxResults=50", Map.of())
                    .body());
            answers.add(http.post(queue + "/count", Map.of()).body());
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "sam", "pia"})
    void whoever_is_not_cleared_sees_no_more_than_before(String who) {
        opened(ANNA, "SPAM_APPLICATIONS");
        var before = lists(who);

        var number = frozenAgainstTheThief();
        isProven();

        assertThat(lists(who)).isEqualTo(before);
        assertThat(as(who).http().get("/desk/cases/" + number).status()).isNotEqualTo(200);
        assertThat(as(who).http().get("/desk?find=" + number).body()).doesNotContain("/desk/cases/" + number);
    }

    @Test
    void the_persons_other_case_does_not_reveal_it_and_a_key_without_the_scope_gets_nothing() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var number = frozenAgainstTheThief();

        assertThat(as("ana").http().get("/desk/cases/" + spam).body()).doesNotContain(number, "akeover");
        var uncleared = new Http(port).with("Authorization", "Bearer uncleared");
        for (var part : List.of("", "/timeline", "/statements", "/holds")) {
            assertThat(uncleared.get("/api/v1/cases/" + number + part).status()).isEqualTo(404);
        }
        assertThat(uncleared.get("/api/v1/accounts/" + ANNA + "/standing").body())
                .contains("FROZEN")
                .doesNotContain(number, "ACCOUNT_SAFETY");
        assertThat(uncleared
                        .post(
                                "/api/v1/accounts/" + ANNA + "/owner-proofs",
                                Map.of("channel", "IN_PERSON", "proven", true))
                        .body())
                .doesNotContain(number);
    }

    @Test
    void only_members_of_the_fraud_team_decide_about_changes_and_only_a_cleared_lead_looks_for_the_owner() {
        var number = frozenAgainstTheThief();
        advance("P7DT1M");
        assertThat(as("gil").sees(number, "chaseProof")).isFalse();
        isProven();
        advance("P4D");

        refuses(403, "lee", number, "decideChanges", undoAll(), "Only a member of the fraud team");
    }

    @Test
    void who_reported_it_learns_only_that_the_report_came() {
        takenOver();

        assertThat(texts(CARL)).isNotEmpty().doesNotContain("C-2", "akeover", "frozen", "Anna");
    }
}
