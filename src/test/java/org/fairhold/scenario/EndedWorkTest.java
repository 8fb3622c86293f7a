package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fairhold.process.funds.Sweep;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** "End all your running contracts": a condition that nobody has to say is met. */
class EndedWorkTest extends HoldScenario {
    @Autowired
    Sweep sweep;

    /** Restricted for poor work while these contracts run, with everything else done. */
    private String restricted(String... running) {
        for (var contract : running) {
            says(contract, Map.of());
        }
        var number = harmed();
        decides("ana", number, "RESTRICTION");
        fulfils(number);
        return number;
    }

    private JsonNode condition(String number) {
        for (var condition : measure(number).get("conditions")) {
            if (condition.get("code").asText().equals("ACTIVE_CONTRACTS_ENDED")) {
                return condition;
            }
        }
        throw new AssertionError("not asked for in " + measure(number));
    }

    @Test
    void the_last_contract_that_ends_moves_the_case_in_whatever_order_they_end() {
        var number = restricted("k-1", "k-2", "k-3");
        assertThat(condition(number).get("contracts"))
                .extracting(JsonNode::asText)
                .containsExactly("k-1", "k-2", "k-3");
        assertThat(as("ana").http().get("/desk/cases/" + number).body())
                .contains("k-1, k-2, k-3", "The desk sees by itself");

        completes("k-3");
        completes("k-1");
        settle();
        assertThat(condition(number).has("doneAt")).isFalse();
        assertThat(as("ana").sees(number, "checkFix")).isFalse();
        completes("k-2");
        settle();

        assertThat(condition(number).has("doneAt")).isTrue();
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
    }

    @Test
    void nobody_can_say_that_running_work_has_ended() {
        var number = restricted("k-1");

        var told = says(number, "conditions/" + condition(number).get("id").asText(), Map.of("state", "DONE"));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body()).contains("the desk sees by itself");
        assertThatThrownBy(() -> sql.sql("insert into condition_met (condition_id, met_at) values (:id, now())")
                        .param("id", condition(number).get("id").asText())
                        .update())
                .rootCause()
                .hasMessageContaining("still runs");
        assertThat(as("ana").sees(number, "checkFix")).isFalse();
    }

    @Test
    void whoever_ends_the_work_first_and_assures_us_later_is_not_asked_about_it_again() {
        says("k-1", Map.of());
        var number = harmed();
        decides("ana", number, "RESTRICTION");

        completes("k-1");
        settle();
        assertThat(as("ana").sees(number, "checkFix")).isFalse();
        fulfils(number);

        assertThat(as("ana").sees(number, "checkFix")).isTrue();
    }

    @Test
    void a_contract_that_ends_badly_has_ended_and_a_human_looks_at_how() {
        var number = restricted("k-1");

        says("k-1", Map.of("state", "ENDED", "endedAt", now().toString(), "outcome", "FAILED"));
        settle();

        assertThat(as("ana").sees(number, "checkFix")).isTrue();
    }

    @Test
    void without_running_work_it_is_not_asked_for() {
        var number = restricted();

        assertThat(measure(number).get("conditions").findValuesAsText("code"))
                .containsExactly("REVIEW_RUNNING_CONTRACTS", "LIMIT_NEW_WORK");
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
    }

    @Test
    void a_contract_that_is_opened_again_before_the_last_has_ended_is_waited_for_again() {
        var number = restricted("k-1", "k-2");
        completes("k-1");

        says("k-1", Map.of());
        completes("k-2");
        settle();

        assertThat(as("ana").sees(number, "checkFix")).isFalse();
        completes("k-1");
        settle();
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
    }

    @Test
    void whoever_is_asked_again_is_asked_for_what_runs_then() {
        var number = restricted("k-1");
        completes("k-1");
        settle();
        says("k-9", Map.of());

        decides("ana", number, "checkFix", Map.of("fixDecision", "ASK_AGAIN", "reasonForPerson", WHY));

        assertThat(condition(number).get("contracts"))
                .extracting(JsonNode::asText)
                .containsExactly("k-9");
        assertThat(lastText(ANNA)).contains("k-9").doesNotContain("k-1");
        fulfils(number);
        completes("k-9");
        settle();
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
    }

    @Test
    void contracts_that_end_in_the_same_instant_are_seen_once_and_none_is_missed() throws Exception {
        var number = restricted("k-1", "k-2", "k-3", "k-4", "k-5", "k-6");
        var ended = new HashMap<String, Object>(completed());
        ended.put("version", 10);
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(6);
        List<Future<Integer>> answers = new ArrayList<>();
        try {
            for (int i = 1; i <= 6; i++) {
                var contract = "k-" + i;
                answers.add(pool.submit(() -> {
                    start.await();
                    return putContract(contract, ANNA, CARL, ended).status();
                }));
            }
            start.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }
        settle();

        assertThat(what(number)).containsOnlyOnce("conditionsMet");
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
        assertThat(sweep.sweep()).isZero();
    }

    @Test
    void the_sweep_finds_an_end_that_nobody_heard_of_and_counts_it() {
        var number = restricted("k-1");
        asOwner(
                """
                update fairhold.contract set state = 'ENDED', outcome = 'COMPLETED', ended_at = changed_at where id = 'k-1'""");
        assertThat(as("ana").sees(number, "checkFix")).isFalse();

        assertThat(sweep.sweep()).isEqualTo(1);
        settle();

        assertThat(as("ana").sees(number, "checkFix")).isTrue();
        assertThat(sweep.sweep()).isZero();
    }
}
