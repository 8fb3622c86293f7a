package org.fairhold.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.IllegalTransactionStateException;

class OutboxTest extends OutboxTrial {
    @Test
    void what_a_parcel_is_about_and_the_parcel_are_committed_or_rolled_back_together() {
        var kept = parcel("kept", null);
        var dropped = parcel("dropped", null);

        transactions.executeWithoutResult(transaction -> {
            write(dropped.payload());
            outbox.post(dropped, clock.instant());
            transaction.setRollbackOnly();
        });
        transactions.executeWithoutResult(transaction -> {
            write(kept.payload());
            outbox.post(kept, clock.instant());
        });

        assertThat(drain()).isEqualTo(1);
        assertThat(outside.carried).containsExactly(kept.dedupeKey());
        assertThat(written(kept.payload())).isTrue();
        assertThat(written(dropped.payload())).isFalse();
    }

    @Test
    void nothing_is_posted_outside_a_transaction() {
        assertThatThrownBy(() -> outbox.post(parcel("alone", null), clock.instant()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void nothing_is_sent_inside_a_transaction() {
        assertThatThrownBy(() -> transactions.execute(transaction -> outbox.drain()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside any transaction");
    }

    @Test
    void what_is_posted_twice_leaves_once() {
        var parcel = posted("once", null);
        post(new Parcel(parcel.kind(), parcel.dedupeKey(), UUID.randomUUID(), null));

        assertThat(drain()).isEqualTo(1);
        assertThat(drain()).isZero();

        assertThat(outside.carried).containsExactly(parcel.dedupeKey());
        assertThat(row(parcel)).containsEntry("payload_id", parcel.payload());
    }

    @Test
    void a_node_lost_after_carrying_has_its_parcel_sent_again_when_the_lease_runs_out() {
        var parcel = posted("crash", null);
        outside.afterwards = () -> {
            throw new Outside.NodeLost();
        };

        assertThatThrownBy(this::drain).isInstanceOf(Outside.NodeLost.class);
        outside.afterwards = () -> {};
        assertThat(drain()).as("while the lease lasts").isZero();
        leaseRunsOut(parcel);
        assertThat(drain()).as("afterwards").isEqualTo(1);

        assertThat(outside.carried).containsExactly(parcel.dedupeKey(), parcel.dedupeKey());
        assertThat(row(parcel))
                .containsEntry("attempts", 2)
                .extractingByKey("sent_at")
                .isNotNull();
    }

    @Test
    void a_parcel_that_takes_node_after_node_with_it_dies() {
        var parcel = posted("poison", null);
        outside.afterwards = () -> {
            throw new Outside.NodeLost();
        };

        for (var attempt = 1; attempt <= BackOff.ATTEMPTS_MAX; attempt++) {
            assertThatThrownBy(this::drain).isInstanceOf(Outside.NodeLost.class);
            leaseRunsOut(parcel);
        }
        assertThat(drain()).isZero();

        assertThat(outside.carried).hasSize(BackOff.ATTEMPTS_MAX);
        assertThat(row(parcel)).extractingByKey("dead_at").isNotNull();
    }

    @Test
    void a_node_whose_lease_has_passed_on_is_heard_only_when_it_has_sent() {
        var parcel = posted("late", null);
        var slow = parcels.claim(outside.kind(), "slow", clock.instant()).orElseThrow();
        leaseRunsOut(parcel);
        var quick = parcels.claim(outside.kind(), "quick", clock.instant()).orElseThrow();

        parcels.retry(slow, clock.instant(), "too late to say so");
        assertThat(parcels.bury(slow, clock.instant(), "too late to say so")).isFalse();
        assertThat(row(parcel)).containsEntry("locked_by", "quick").containsEntry("attempts", 2);

        parcels.sent(slow, clock.instant());
        parcels.retry(quick, clock.instant(), "the other was quicker");
        assertThat(drain()).isZero();
    }

    @Test
    void a_refused_parcel_is_tried_again_after_growing_waits_and_then_dies() {
        var parcel = posted("refused", null);
        var died = listening(event -> {});
        outside.answer = key -> {
            throw new IllegalStateException("452 come back later");
        };
        var waits = List.of(10L, 60L, 300L, 900L, 3600L, 10_800L, 21_600L, 43_200L, 86_400L);

        for (var wait : waits) {
            assertThat(drain()).isZero();
            var nextAt = instant(row(parcel), "next_at");
            assertThat(Duration.between(clock.instant(), nextAt))
                    .isBetween(Duration.ofSeconds(wait * 8 / 10), Duration.ofSeconds(wait * 12 / 10));
            clock.set(nextAt.minusMillis(1));
            assertThat(drain()).isZero();
            clock.set(nextAt);
        }
        assertThat(died.events).isEmpty();
        assertThat(drain()).isZero();

        assertThat(outside.tried).hasValue(BackOff.ATTEMPTS_MAX);
        assertThat(died.events).containsExactly(new ParcelDied(parcel, "452 come back later"));
        assertThat(instant(row(parcel), "dead_at")).isEqualTo(clock.instant());
    }

    @Test
    void a_parcel_that_somebody_waits_for_is_tried_until_it_is_taken_in_the_end_once_a_minute() {
        var parcel = posted("awaited", null);
        var died = listening(event -> {});
        outside.triesUntilTaken = true;
        for (var attempt = 1; attempt <= 3 * BackOff.ATTEMPTS_MAX; attempt++) {
            var refuses = attempt % 2 == 0;
            outside.answer = key -> {
                if (refuses) {
                    throw new IllegalStateException("452 come back later");
                }
                throw new Unreachable("nobody there");
            };
            assertThat(drain()).isZero();
            var wait = Duration.between(clock.instant(), instant(row(parcel), "next_at"));
            var expected = attempt == 1 ? 10 : attempt == 2 ? 30 : 60;
            assertThat(wait).isBetween(Duration.ofSeconds(expected * 8 / 10), Duration.ofSeconds(expected * 12 / 10));
            clock.pass(wait);
        }

        outside.answer = key -> {};
        assertThat(drain()).isEqualTo(1);
        assertThat(died.events).isEmpty();
    }

    @Test
    void a_parcel_that_somebody_waits_for_survives_node_after_node() {
        var parcel = posted("awaited poison", null);
        outside.triesUntilTaken = true;
        outside.afterwards = () -> {
            throw new Outside.NodeLost();
        };
        for (var attempt = 1; attempt <= BackOff.ATTEMPTS_MAX + 2; attempt++) {
            assertThatThrownBy(this::drain).isInstanceOf(Outside.NodeLost.class);
            leaseRunsOut(parcel);
        }

        outside.afterwards = () -> {};
        assertThat(drain()).isEqualTo(1);
    }

    @Test
    void a_parcel_that_is_due_later_does_not_leave_before() {
        var parcel = parcel("later", null);
        var due = clock.instant().plus(Duration.ofMinutes(15));
        transactions.executeWithoutResult(transaction -> outbox.post(parcel, due, clock.instant()));

        clock.set(due.minusMillis(1));
        assertThat(drain()).isZero();
        clock.set(due);
        assertThat(drain()).isEqualTo(1);

        assertThat(instant(row(parcel), "created_at")).isBefore(due);
    }

    @Test
    void what_a_listener_does_about_a_dead_parcel_is_committed_with_its_death() {
        var parcel = posted("undeliverable", null);
        outside.answer = key -> {
            throw new Undeliverable("550 no such person");
        };
        var died = listening(event -> write(event.parcel().payload()));

        assertThat(drain()).isZero();

        assertThat(died.events).containsExactly(new ParcelDied(parcel, "550 no such person"));
        assertThat(row(parcel)).containsEntry("last_error", "550 no such person");
        assertThat(row(parcel)).extractingByKey("dead_at").isNotNull();
        assertThat(written(parcel.payload())).isTrue();
    }

    @Test
    void a_parcel_is_not_dead_while_nobody_could_be_told() {
        var parcel = posted("untold", null);
        outside.answer = key -> {
            throw new Undeliverable("550 no such person");
        };
        var failing = new AtomicBoolean(true);
        var died = listening(event -> {
            write(event.parcel().payload());
            if (failing.get()) {
                throw new IllegalStateException("the desk cannot make a task");
            }
        });

        assertThat(drain()).isZero();
        assertThat(row(parcel)).containsEntry("dead_at", null);
        assertThat(written(parcel.payload())).isFalse();

        failing.set(false);
        clock.pass(Duration.ofSeconds(12));
        assertThat(drain()).isZero();
        assertThat(row(parcel)).extractingByKey("dead_at").isNotNull();
        assertThat(written(parcel.payload())).isTrue();
        assertThat(died.events).hasSize(2);
    }

    @Test
    void two_nodes_never_send_the_same_parcel() throws Exception {
        var keys = new ArrayList<String>();
        for (var i = 0; i < 120; i++) {
            keys.add(posted("shared" + i, i % 2 == 0 ? null : "C-" + i % 7).dedupeKey());
        }
        var start = new CyclicBarrier(2);
        var nodes = Executors.newFixedThreadPool(2);

        Callable<Integer> node = () -> {
            var itsOwn = delivery(clock);
            start.await(10, TimeUnit.SECONDS);
            return itsOwn.drain();
        };

        try {
            var sent = 0;
            for (var working : nodes.invokeAll(List.of(node, node))) {
                sent += working.get();
            }
            // What one of them held while the other looked for the next of its case.
            assertThat(sent + drain()).isEqualTo(120);
        } finally {
            nodes.shutdownNow();
        }

        assertThat(outside.carried).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void the_parcels_of_a_case_leave_in_order() {
        var first = posted("first", "C-1");
        var second = posted("second", "C-1");
        var elsewhere = posted("elsewhere", "C-2");
        var noCase = posted("no case", null);
        outside.answer = key -> {
            if (key.equals(first.dedupeKey())) {
                throw new IllegalStateException("452 come back later");
            }
        };

        assertThat(drain()).isEqualTo(2);
        assertThat(outside.carried).containsExactlyInAnyOrder(elsewhere.dedupeKey(), noCase.dedupeKey());

        outside.answer = key -> {};
        clock.pass(Duration.ofSeconds(12));
        assertThat(drain()).isEqualTo(2);
        assertThat(outside.carried).endsWith(first.dedupeKey(), second.dedupeKey());
    }

    @Test
    void a_parcel_with_a_sequence_waits_only_for_its_own_and_one_without_waits_for_all() {
        var first = posted("line 1, first", "C-1", "line 1");
        var second = posted("line 1, second", "C-1", "line 1");
        var other = posted("line 2", "C-1", "line 2");
        var all = posted("after all", "C-1");
        var last = posted("line 2, last", "C-1", "line 2");
        outside.answer = key -> {
            if (key.equals(first.dedupeKey())) {
                throw new IllegalStateException("no answer");
            }
        };

        assertThat(drain()).isEqualTo(2);
        assertThat(outside.carried).containsExactly(other.dedupeKey(), last.dedupeKey());

        outside.answer = key -> {};
        clock.pass(Duration.ofSeconds(12));
        assertThat(drain()).isEqualTo(3);
        assertThat(outside.carried).endsWith(first.dedupeKey(), second.dedupeKey(), all.dedupeKey());
    }

    private Parcel posted(String meaning, String caseNumber, String sequence) {
        var parcel = parcel(meaning, caseNumber);
        var inSequence = new Parcel(parcel.kind(), parcel.dedupeKey(), parcel.payload(), caseNumber, sequence);
        post(inSequence);
        return inSequence;
    }

    @Test
    void a_dead_parcel_holds_up_nobody() {
        var first = posted("dead", "C-1");
        var second = posted("alive", "C-1");
        outside.answer = key -> {
            if (key.equals(first.dedupeKey())) {
                throw new Undeliverable("550 no such person");
            }
        };

        assertThat(drain()).isEqualTo(1);
        assertThat(outside.carried).containsExactly(second.dedupeKey());
    }

    private static Instant instant(Map<String, @Nullable Object> row, String column) {
        return requireNonNull((Timestamp) row.get(column)).toInstant();
    }

    private void leaseRunsOut(Parcel parcel) {
        sql.sql("update outbox set locked_until = clock_timestamp() - interval '1 second' where dedupe_key = :key")
                .param("key", parcel.dedupeKey())
                .update();
    }

    /** Stands for any row of the domain. */
    private void write(UUID id) {
        sql.sql("insert into personal_text values (:id, 'text', repeat('0', 64), :now)")
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private boolean written(UUID id) {
        return sql.sql("select exists (select from personal_text where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private interface Then {
        void about(ParcelDied event);
    }

    private Listener listening(Then then) {
        var listener = new Listener(outside.kind(), then);
        hearers.addApplicationListener(listener);
        return listener;
    }

    private static final class Listener implements ApplicationListener<PayloadApplicationEvent<ParcelDied>> {
        private final String kind;
        private final Then then;
        private final List<ParcelDied> events = new ArrayList<>();

        Listener(String kind, Then then) {
            this.kind = kind;
            this.then = then;
        }

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<ParcelDied> event) {
            if (event.getPayload().parcel().kind().equals(kind)) {
                events.add(event.getPayload());
                then.about(event.getPayload());
            }
        }
    }
}
