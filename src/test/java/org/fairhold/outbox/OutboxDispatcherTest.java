package org.fairhold.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxDispatcherTest extends OutboxTrial {
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
        var failing = new CountDownLatch(1);
        outside.afterwards = () -> {
            failing.countDown();
            throw new Outside.NodeLost();
        };

        dispatcher.start();
        transactions.executeWithoutResult(transaction -> awake.post(failed, Instant.now()));
        await(failing);
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
    void a_kind_whose_other_side_hangs_delays_no_other() {
        var hangs = new Outside();
        var hanging = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        hangs.answer = key -> {
            hanging.countDown();
            await(released);
        };
        var both = new Delivery(parcels, List.of(hangs, outside), transactions, hearers, Clock.systemUTC());
        var dispatcher = new Dispatcher(both, true);
        var awake = new Outbox(parcels, both, dispatcher);
        dispatcher.start();
        try {
            var stuck = new Parcel(hangs.kind(), hangs.kind() + "/stuck", UUID.randomUUID(), "C-1");
            transactions.executeWithoutResult(transaction -> awake.post(stuck, Instant.now()));
            await(hanging);

            var parcel = parcel("unhindered", "C-1");
            transactions.executeWithoutResult(transaction -> awake.post(parcel, Instant.now()));

            outside.awaitCarried(parcel);
            assertThat(hangs.carried).isEmpty();
        } finally {
            released.countDown();
            dispatcher.stop();
        }
    }

    @Test
    void a_kind_that_carries_several_at_once_goes_on_while_one_of_them_hangs() {
        var hanging = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        outside.atOnce = 2;
        outside.answer = key -> {
            if (key.endsWith("hangs")) {
                hanging.countDown();
                await(released);
            }
        };
        var dispatcher = new Dispatcher(delivery(Clock.systemUTC()), true);
        var awake = new Outbox(parcels, delivery, dispatcher);
        dispatcher.start();
        try {
            var stuck = parcel("hangs", "C-1");
            transactions.executeWithoutResult(transaction -> awake.post(stuck, Instant.now()));
            await(hanging);

            for (var i = 0; i < 3; i++) {
                var parcel = parcel("goes on" + i, "C-2");
                transactions.executeWithoutResult(transaction -> awake.post(parcel, Instant.now()));
                outside.awaitCarried(parcel);
            }

            assertThat(outside.carried).doesNotContain(stuck.dedupeKey());
        } finally {
            released.countDown();
            dispatcher.stop();
        }
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
