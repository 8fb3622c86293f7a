package org.fairhold.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fairhold.Fairhold;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Each test has a kind of its own, so that none meets the parcels of another. */
@SpringBootTest(classes = Fairhold.class, properties = "fairhold.outbox.dispatcher=false")
@ActiveProfiles("demo")
@ExtendWith(OutputCaptureExtension.class)
class OutboxTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    @Autowired
    Outbox outbox;

    @Autowired
    Parcels parcels;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ConfigurableApplicationContext context;

    @Autowired
    JdbcClient sql;

    private final MovableClock clock = new MovableClock();
    private final Outside outside = new Outside();
    private Delivery delivery;

    @BeforeEach
    void aDesk() {
        delivery = delivery(clock);
    }

    private Delivery delivery(Clock itsClock) {
        return new Delivery(parcels, List.of(outside), transactions, context, itsClock);
    }

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
            throw new NodeLost();
        };

        assertThatThrownBy(this::drain).isInstanceOf(NodeLost.class);
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
            throw new NodeLost();
        };

        for (var attempt = 1; attempt <= BackOff.ATTEMPTS_MAX; attempt++) {
            assertThatThrownBy(this::drain).isInstanceOf(NodeLost.class);
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
    void while_nobody_answers_the_kind_is_paused_and_no_attempt_is_counted(CapturedOutput output) {
        var waiting = new ArrayList<Parcel>();
        for (var i = 0; i < 25; i++) {
            waiting.add(posted("silent" + i, null));
        }
        outside.answer = key -> {
            throw new Unreachable("connection refused");
        };

        assertThat(drain()).isZero();
        assertThat(outside.tried).as("until the pause").hasValue(Breaker.SILENCES_MAX);
        clock.pass(Breaker.PAUSE.minusMillis(1));
        assertThat(drain()).isZero();
        assertThat(outside.tried).as("during the pause").hasValue(Breaker.SILENCES_MAX);
        clock.pass(Duration.ofMillis(1));
        assertThat(drain()).isZero();
        assertThat(outside.tried).as("one goes ahead").hasValue(Breaker.SILENCES_MAX + 1);
        assertThat(waiting).allSatisfy(parcel -> assertThat(row(parcel)).containsEntry("attempts", 0));

        outside.answer = key -> {};
        clock.pass(Breaker.PAUSE);
        assertThat(drain()).isEqualTo(25);
        assertThat(waiting).allSatisfy(parcel -> assertThat(row(parcel)).containsEntry("attempts", 1));
        assertThat(output.getOut().split(outside.kind() + " is paused", -1)).hasSize(2);
        assertThat(output.getOut().split(outside.kind() + " is answered again", -1))
                .hasSize(2);
    }

    @Test
    void a_clock_set_back_does_not_prolong_the_pause() {
        var breaker = new Breaker(outside.kind());
        for (var i = 0; i < Breaker.SILENCES_MAX; i++) {
            breaker.silent(clock.instant(), "connection refused");
        }

        assertThat(breaker.pausedUntil(clock.instant()))
                .isEqualTo(clock.instant().plus(Breaker.PAUSE));
        assertThat(breaker.pausedUntil(clock.instant().minus(Duration.ofDays(30))))
                .isNull();
    }

    @Test
    void sending_ends_although_nobody_answers_and_the_clock_runs() {
        for (var i = 0; i < 5; i++) {
            post(parcel("running" + i, null));
        }
        outside.answer = key -> {
            throw new Unreachable("connection refused");
        };

        // Fewer than open the breaker, and a clock that runs ahead by more than any of them is put back.
        var running = delivery(new Clock() {
            private final AtomicInteger ticks = new AtomicInteger();

            @Override
            public Instant instant() {
                return clock.instant().plusSeconds(20L * ticks.getAndIncrement());
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });

        int sent = assertTimeoutPreemptively(WITHIN, () -> running.drain(() -> true));
        assertThat(sent).isZero();
        assertThat(outside.tried).hasValue(5);
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
            return itsOwn.drain(() -> true);
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

    @Test
    void the_thread_that_sends_is_woken_by_a_commit_and_by_the_time() {
        var dispatcher = new Dispatcher(delivery(Clock.systemUTC()), true);
        var awake = new Outbox(parcels, delivery, dispatcher);
        dispatcher.start();
        try {
            // Whatever it did first, from here on only being woken lets it look before its longest sleep is over.
            for (var i = 0; i < 3; i++) {
                var parcel = parcel("woken" + i, null);
                transactions.executeWithoutResult(transaction -> awake.post(parcel, Instant.now()));
                outside.awaitCarried(parcel);
            }
            var later = parcel("later", null);
            transactions.executeWithoutResult(
                    transaction -> awake.post(later, Instant.now().plusMillis(400)));
            outside.awaitCarried(later);
        } finally {
            dispatcher.stop();
        }
    }

    @Test
    void the_thread_that_sends_survives_an_error_and_can_be_started_again() {
        var dispatcher = new Dispatcher(delivery(Clock.systemUTC()), true);
        var awake = new Outbox(parcels, delivery, dispatcher);
        var failed = parcel("error", null);
        var next = parcel("next", null);
        var last = parcel("last", null);
        outside.afterwards = () -> {
            throw new NodeLost();
        };

        dispatcher.start();
        transactions.executeWithoutResult(transaction -> awake.post(failed, Instant.now()));
        outside.awaitCarried(failed);
        outside.afterwards = () -> {};
        transactions.executeWithoutResult(transaction -> awake.post(next, Instant.now()));
        outside.awaitCarried(next);
        dispatcher.stop();
        assertThat(dispatcher.isRunning()).isFalse();
        transactions.executeWithoutResult(transaction -> awake.post(last, Instant.now()));
        dispatcher.start();
        outside.awaitCarried(last);
        dispatcher.stop();
    }

    @Test
    void the_thread_that_sends_stops_within_two_seconds_although_the_outside_hangs() throws Exception {
        var dispatcher = new Dispatcher(delivery(Clock.systemUTC()), true);
        var hanging = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        outside.answer = key -> {
            hanging.countDown();
            await(released);
        };
        post(parcel("hanging", null), Instant.now());
        dispatcher.start();
        await(hanging);

        var before = System.nanoTime();
        dispatcher.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        released.countDown();
    }

    // What the tests are made of -------------------------------------------------------------------------------------

    private static final class NodeLost extends Error {}

    private interface Answer {
        void to(String dedupeKey) throws Unreachable, Undeliverable;
    }

    /** The other side. */
    private static final class Outside implements Carrier {
        private final String kind = "TEST-" + UUID.randomUUID();
        private final ConcurrentLinkedQueue<String> carried = new ConcurrentLinkedQueue<>();
        private final AtomicInteger tried = new AtomicInteger();
        private volatile Answer answer = key -> {};
        private volatile Runnable afterwards = () -> {};

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void carry(UUID payload, String dedupeKey) throws Unreachable, Undeliverable {
            tried.incrementAndGet();
            answer.to(dedupeKey);
            synchronized (carried) {
                carried.add(dedupeKey);
                carried.notifyAll();
            }
            afterwards.run();
        }

        void awaitCarried(Parcel parcel) {
            // Well below the dispatcher's longest sleep.
            var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
            synchronized (carried) {
                while (!carried.contains(parcel.dedupeKey())) {
                    var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                    assertThat(left)
                            .as(parcel.dedupeKey() + " was not sent in time")
                            .isPositive();
                    try {
                        carried.wait(left);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int drain() {
        return delivery.drain(() -> true);
    }

    private Parcel parcel(String meaning, @Nullable String caseNumber) {
        return new Parcel(outside.kind(), outside.kind() + "/" + meaning, UUID.randomUUID(), caseNumber);
    }

    private Parcel posted(String meaning, @Nullable String caseNumber) {
        var parcel = parcel(meaning, caseNumber);
        post(parcel);
        return parcel;
    }

    private void post(Parcel parcel) {
        post(parcel, clock.instant());
    }

    private void post(Parcel parcel, Instant now) {
        transactions.executeWithoutResult(transaction -> outbox.post(parcel, now));
    }

    private Map<String, @Nullable Object> row(Parcel parcel) {
        return sql.sql("select * from outbox where dedupe_key = :key")
                .param("key", parcel.dedupeKey())
                .query()
                .singleRow();
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
        context.addApplicationListener(listener);
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
