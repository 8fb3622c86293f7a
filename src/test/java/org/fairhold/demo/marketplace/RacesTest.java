package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fairhold.demo.marketplace.Trial.ANNA;
import static org.fairhold.demo.marketplace.Trial.ANNA_CARL;
import static org.fairhold.demo.marketplace.Trial.CARL;
import static org.fairhold.demo.marketplace.Trial.CASE;
import static org.fairhold.demo.marketplace.Trial.line;
import static org.fairhold.demo.marketplace.Trial.usd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fairhold.account.Permission;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Clear;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Withdraw;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Answer.Reason;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two things happen to the same money at the same moment, in real threads that start together. */
@Timeout(120)
class RacesTest {
    private static final int ROUNDS = 25;

    private final Trial trial = Trial.shared();

    @BeforeEach
    void nobody_has_paid_yet() {
        trial.rebuild();
    }

    @AfterEach
    void the_ledger_is_in_order() {
        assertThat(trial.findings()).isEmpty();
    }

    @Test
    void a_release_that_arrives_a_hundred_times_at_once_happens_once_and_answers_the_same_each_time() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        var release = new Command.Release("C-2041/release/M-1007/1", CASE, line(1), usd(400));

        var answers = together(100, number -> release);

        assertThat(answers).hasSize(100).containsOnly(answers.get(0));
        assertThat(answers.get(0)).isInstanceOf(Answer.Done.class);
        assertThat(trial.balance(ANNA, "USD").availableMinor()).isEqualTo(400);
        assertThat(trial.balance(ANNA, "USD").heldMinor()).isEqualTo(600);
    }

    @Test
    void of_a_hundred_different_releases_of_all_that_is_held_one_succeeds() {
        trial.heldOfAnna(1000, Origin.PENDING);

        var answers = together(100, number -> new Command.Release("release/" + number, CASE, line(1), usd(1000)));

        assertThat(answers).filteredOn(Answer.Done.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> isRejected(answer, Reason.MORE_THAN_HELD))
                .hasSize(99);
        assertThat(trial.balance(ANNA, "USD").pendingMinor()).isEqualTo(1000);
    }

    @Test
    void an_approval_that_two_reversals_bring_at_once_serves_one_of_them() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);

        var answers = together(
                10, number -> new Command.Reverse("reverse/" + number, CASE, line(1), CARL, usd(100), Trial.APPROVAL));

        assertThat(answers).filteredOn(Answer.Done.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> isRejected(answer, Reason.NOT_ALLOWED))
                .hasSize(9);
        assertThat(trial.balance(CARL, "USD").availableMinor()).isEqualTo(100);
    }

    @Test
    void pending_money_is_either_held_or_cleared() {
        for (var round = 0; round < ROUNDS; round++) {
            var number = round + 1;
            trial.paid(ANNA_CARL, usd(100), Origin.PENDING);

            var answers = together(hold(number, Origin.PENDING), new Clear("clear/" + number, ANNA, usd(100)));

            assertOneOf(answers);
        }
        var balance = trial.balance(ANNA, "USD");
        assertThat(balance.pendingMinor()).isZero();
        assertThat(balance.availableMinor() + balance.heldMinor()).isEqualTo(ROUNDS * 100);
    }

    @Test
    void available_money_is_either_held_or_withdrawn() {
        for (var round = 0; round < ROUNDS; round++) {
            var number = round + 1;
            trial.paid(ANNA_CARL, usd(100), Origin.AVAILABLE);

            var answers = together(hold(number, Origin.AVAILABLE), new Withdraw("withdraw/" + number, ANNA, usd(100)));

            assertOneOf(answers);
        }
        assertThat(trial.balance(ANNA, "USD").availableMinor()).isZero();
    }

    /** Whoever came second saw what the first had done: that is R8 of the findings. */
    @Test
    void nobody_is_paid_out_after_a_block_that_is_in_force() {
        for (var round = 0; round < ROUNDS; round++) {
            var number = round + 1;
            trial.paid(ANNA_CARL, usd(100), Origin.AVAILABLE);
            var block = new Command.Block("block/" + number, CASE, ANNA, Set.of(Permission.WITHDRAW), Set.of());

            var answers = together(block, new Withdraw("withdraw/" + number, ANNA, usd(100)));

            assertThat(answers.get(0)).isInstanceOf(Answer.Done.class);
            trial.done(new Command.Unblock("unblock/" + number, CASE, ANNA, block.key()));
        }
    }

    @Test
    void payments_for_many_contracts_at_once_all_arrive() {
        var contracts = List.of(ANNA_CARL, Trial.ANNA_CORA, Trial.FRED_CARL, Trial.FRED_CORA);

        var answers =
                together(80, number -> new Pay("pay/" + number, contracts.get(number % 4), usd(10), Origin.AVAILABLE));

        assertThat(answers).hasSize(80).hasOnlyElementsOfType(Answer.Done.class);
        assertThat(trial.balance(ANNA, "USD").availableMinor()).isEqualTo(400);
    }

    @Test
    void an_operation_that_had_to_give_way_is_tried_three_times_and_leaves_nothing_of_those_that_failed() {
        var operations = new Operations(trial.sql, new JdbcTransactionManager(trial.application));
        var tries = new AtomicInteger();

        var answer = operations.once(operation("third"), () -> {
            var change = trial.members.changes(ANNA, Members.What.PROFILE, null, null, Instant.EPOCH);
            assertThat(change).isNotBlank();
            if (tries.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("deadlock");
            }
        });

        assertThat(answer).isInstanceOf(Answer.Done.class);
        assertThat(trial.marketplace.changesSince(ANNA, Instant.EPOCH)).hasSize(1);
        assertThatThrownBy(() -> operations.once(operation("never"), () -> {
                    throw new CannotAcquireLockException("deadlock");
                }))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(trial.marketplace.askAbout("never")).isEmpty();
    }

    private static Operation operation(String key) {
        return new Operation(key, "0".repeat(64), "TEST", null, UUID.randomUUID(), Instant.EPOCH);
    }

    private static Command.Hold hold(int number, Origin origin) {
        return new Command.Hold("hold/" + number, CASE, line(number), ANNA, ANNA_CARL, origin, usd(100));
    }

    private static boolean isRejected(Answer answer, Reason reason) {
        return answer instanceof Answer.Rejected rejected && rejected.reason() == reason;
    }

    private static void assertOneOf(List<Answer> answers) {
        assertThat(answers).filteredOn(Answer.Done.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> isRejected(answer, Reason.NOT_ENOUGH_MONEY))
                .hasSize(1);
    }

    private List<Answer> together(Record... asked) {
        return together(asked.length, number -> asked[number]);
    }

    private List<Answer> together(int times, IntFunction<Record> asked) {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(times);
        try {
            var answers = IntStream.range(0, times)
                    .mapToObj(number -> threads.submit((Callable<Answer>) () -> {
                        if (!start.await(30, TimeUnit.SECONDS)) {
                            throw new AssertionError("nobody started");
                        }
                        return trial.carryOut(asked.apply(number));
                    }))
                    .toList();
            start.countDown();
            List<Answer> all = new ArrayList<>();
            for (var answer : answers) {
                all.add(answer.get(60, TimeUnit.SECONDS));
            }
            return all;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
