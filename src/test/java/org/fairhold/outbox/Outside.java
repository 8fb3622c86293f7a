package org.fairhold.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The other side, which answers as it is told to. Each has a kind of its own, so that no test meets the parcels of another. */
final class Outside implements Carrier {
    interface Answer {
        void to(String dedupeKey) throws Unreachable, Undeliverable;
    }

    /** A node is killed: nothing after this happens on it. */
    static final class NodeLost extends Error {}

    private final String kind = "TEST-" + UUID.randomUUID();
    final ConcurrentLinkedQueue<String> carried = new ConcurrentLinkedQueue<>();
    final AtomicInteger tried = new AtomicInteger();
    volatile Answer answer = key -> {};
    volatile boolean triesUntilTaken;
    volatile int atOnce = 1;
    volatile Runnable afterwards = () -> {};

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public boolean triesUntilTaken() {
        return triesUntilTaken;
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
