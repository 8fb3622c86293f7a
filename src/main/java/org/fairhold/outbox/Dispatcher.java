package org.fairhold.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread that sends. It is woken when something was posted here, sleeps until something is due, and looks every now
 * and then for what another node has left behind.
 */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration SLEEP_MAX = Duration.ofSeconds(15);

    /** A parcel that another node is just claiming must not keep this one spinning. */
    private static final Duration SLEEP_MIN = Duration.ofMillis(50);

    private static final Duration STOP_MAX = Duration.ofMillis(1800);

    private final Delivery delivery;
    private final boolean automatic;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;

    Dispatcher(Delivery delivery, @Value("${fairhold.outbox.dispatcher:true}") boolean automatic) {
        this.delivery = delivery;
        this.automatic = automatic;
    }

    void wake() {
        wake.release();
    }

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var started = new Thread(this::work, "outbox");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    /** Lets the parcel under way finish, within two seconds; later its lease runs out and it is sent again. */
    @Override
    public synchronized void stop() {
        var stopped = thread;
        if (stopped == null) {
            return;
        }
        thread = null;
        wake();
        try {
            stopped.join(STOP_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private boolean going() {
        return thread == Thread.currentThread();
    }

    private void work() {
        while (going()) {
            sleep(round());
        }
    }

    /** Sends what is due; nothing that goes wrong ends the thread. */
    private Duration round() {
        try {
            var sent = delivery.drain(this::going);
            LOG.debug("{} parcels sent.", sent);
            return delivery.untilNext(SLEEP_MAX);
        } catch (RuntimeException | Error e) {
            if (going()) {
                LOG.error("Nothing could be sent; trying again in {} s.", SLEEP_MAX.toSeconds(), e);
            }
            return SLEEP_MAX;
        }
    }

    private void sleep(Duration duration) {
        var longEnough = duration.compareTo(SLEEP_MIN) < 0 ? SLEEP_MIN : duration;
        try {
            if (going() && wake.tryAcquire(longEnough.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("Woken early.", e);
        }
    }
}
