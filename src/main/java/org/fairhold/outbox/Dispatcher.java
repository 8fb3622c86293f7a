package org.fairhold.outbox;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sends by itself: each kind in a {@link Lane} of its own, so that a dead mail server delays no release of money. */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Duration STOP_MAX = Duration.ofMillis(1800);

    private final List<Lane> lanes;
    private final boolean automatic;
    private volatile boolean running;

    Dispatcher(Delivery delivery, @Value("${fairhold.outbox.dispatcher:true}") boolean automatic) {
        this.lanes = delivery.carriers().stream()
                .map(carrier -> new Lane(delivery, carrier))
                .toList();
        this.automatic = automatic;
    }

    void wake(String kind) {
        lanes.stream().filter(lane -> lane.carries(kind)).forEach(Lane::wake);
    }

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            lanes.forEach(Lane::start);
        }
    }

    /** Lets the parcels under way finish, within two seconds; later their leases run out and they are sent again. */
    @Override
    public synchronized void stop() {
        running = false;
        var end = System.nanoTime() + STOP_MAX.toNanos();
        var stopped = lanes.stream().flatMap(lane -> lane.stop().stream()).toList();
        try {
            for (var thread : stopped) {
                thread.join(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
