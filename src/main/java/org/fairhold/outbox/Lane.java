package org.fairhold.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that send the parcels of one kind, so that none of another kind waits for them. They are woken when something
 * was posted here, sleep until something is due, and look every now and then for what another node has left behind.
 */
final class Lane {
    static final Duration SLEEP_MAX = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** A parcel that another node is just claiming must not keep this one spinning. */
    private static final Duration SLEEP_MIN = Duration.ofMillis(50);

    /** After something failed, such as the database; twice as long each time. */
    private static final Duration RECOVERY_MIN = Duration.ofMillis(500);

    private final Delivery delivery;
    private final Carrier carrier;
    private final Semaphore wake = new Semaphore(0);
    private volatile List<Thread> threads = List.of();

    Lane(Delivery delivery, Carrier carrier) {
        this.delivery = delivery;
        this.carrier = carrier;
    }

    boolean carries(String kind) {
        return carrier.kind().equals(kind);
    }

    /** Wakes one thread for one parcel; those that are awake look again before they sleep. */
    void wake() {
        if (wake.availablePermits() < carrier.atOnce()) {
            wake.release();
        }
    }

    void start() {
        threads = IntStream.rangeClosed(1, carrier.atOnce())
                .mapToObj(number -> new Thread(this::work, "outbox %s %d".formatted(carrier.kind(), number)))
                .toList();
        for (var thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Lets each finish the parcel under way. Returns those that may still be at it. */
    List<Thread> stop() {
        var stopped = threads;
        threads = List.of();
        stopped.forEach(thread -> wake.release());
        return stopped;
    }

    private boolean going() {
        return threads.contains(Thread.currentThread());
    }

    private void work() {
        var recovery = RECOVERY_MIN;
        while (going()) {
            try {
                if (!delivery.next(carrier)) {
                    sleep(delivery.untilNext(carrier, SLEEP_MAX));
                }
                recovery = RECOVERY_MIN;
            } catch (RuntimeException | Error e) {
                // Nothing that goes wrong ends the thread.
                if (going()) {
                    LOG.error(
                            "Nothing of {} could be sent; trying again in {} ms.",
                            carrier.kind(),
                            recovery.toMillis(),
                            e);
                }
                sleep(recovery);
                recovery = recovery.compareTo(SLEEP_MAX) < 0 ? recovery.multipliedBy(2) : SLEEP_MAX;
            }
        }
    }

    private void sleep(Duration duration) {
        var longEnough = duration.compareTo(SLEEP_MIN) < 0 ? SLEEP_MIN : duration;
        try {
            if (going() && wake.tryAcquire(longEnough.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("Woken.");
            }
        } catch (InterruptedException e) {
            LOG.debug("Woken early.", e);
        }
    }
}
