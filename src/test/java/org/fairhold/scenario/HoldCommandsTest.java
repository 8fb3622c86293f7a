package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Commands;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a hold when the marketplace says no, says nothing, or says many things at once. */
class HoldCommandsTest extends HoldScenario {
    @Autowired
    Commands commands;

    @Test
    void money_that_the_marketplace_does_not_have_is_not_held_and_somebody_looks_into_it() {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD")));
        disputed("k-2", 10_000);

        var number = withHold("SPAM_APPLICATIONS");
        settle();

        assertThat(held(number)).containsExactly("k-2 10000 USD");
        assertThat(releases(number)).containsExactly("k-1 30000 NOT_HELD");
        assertThat(commanded(number, "RELEASE")).isEmpty();
        assertThat(lastText(ANNA)).contains("It was never held", "Contract k-2");
        assertThat(as("ana").sees(number, "checkCommand")).isTrue();
        decides("ana", number, "checkCommand", Map.of("note", "The balance is empty, nothing to be done."));
        assertThat(as("ana").sees(number, "checkCommand")).isFalse();
    }

    private void rejects(String key) {
        assertThat(sql.sql("update marketplace_command set state = 'UNKNOWN' where key = :key and state = 'NEW'")
                        .param("key", key)
                        .update())
                .isLessThanOrEqualTo(1);
        assertThat(commands.reject(key, new Answer.Rejected(Answer.Reason.NOT_ENOUGH_MONEY, "balance too low"))
                        .rejection())
                .isEqualTo(Answer.Reason.NOT_ENOUGH_MONEY);
    }

    @Test
    void a_rejected_release_brings_a_task_also_when_the_hold_is_over() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        completes("k-1");
        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("RELEASED");

        rejects(commanded(number, "RELEASE").get(0));

        assertThat(as("ana").sees(number, "checkCommand")).isTrue();
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("decideMeasure");
    }

    @Test
    void contracts_of_one_hold_that_end_in_the_same_instant_free_each_their_own_line_once() throws Exception {
        var contracts = 12;
        for (int i = 1; i <= contracts; i++) {
            disputed("k-" + i, 1_000 * i);
        }
        var number = withHold("SPAM_APPLICATIONS");
        var ended = completed();
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(6);
        List<Future<Integer>> answers = new ArrayList<>();
        try {
            for (int i = 1; i <= contracts; i++) {
                for (int again = 0; again < 2; again++) {
                    var contract = "k-" + i;
                    var facts = new java.util.HashMap<String, Object>(ended);
                    facts.put("version", 10 + again);
                    answers.add(pool.submit(() -> {
                        start.await();
                        return putContract(contract, ANNA, CARL, facts).status();
                    }));
                }
            }
            start.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(releases(number)).hasSize(contracts).allMatch(release -> release.endsWith("CONTRACT_COMPLETED"));
        assertThat(commanded(number, "RELEASE")).hasSize(contracts);
        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("RELEASED");
    }

    @Test
    void a_hold_that_is_placed_while_its_contract_ends_never_keeps_money_for_work_that_is_done() throws Exception {
        for (int round = 0; round < 5; round++) {
            an_empty_world_with_a_freelancer_and_a_client();
            var contract = "r-" + round;
            disputed(contract, 30_000);
            var number = found(ANNA, "SPAM_APPLICATIONS");
            as("ana").decides(number, "decideHold", hold("PROPOSED", null));
            var ended = new java.util.HashMap<String, Object>(completed());
            ended.put("version", 10);
            var pool = Executors.newSingleThreadExecutor();
            try {
                var put = pool.submit(
                        () -> putContract(contract, ANNA, CARL, ended).status());
                settle();
                assertThat(put.get()).isEqualTo(200);
            } finally {
                pool.shutdownNow();
            }
            assertThat(sql.sql("select coalesce(sum(open_minor), 0) from hold_line")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
