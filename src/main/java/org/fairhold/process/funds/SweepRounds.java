package org.fairhold.process.funds;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sweeps twice a minute, so that a missed event costs a person half a minute at most. */
@Component
class SweepRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SweepRounds.class);
    private static final Duration EVERY = Duration.ofSeconds(25);

    private final Sweep sweep;
    private final boolean automatic;
    private @Nullable ScheduledExecutorService rounds;

    SweepRounds(Sweep sweep, @Value("${fairhold.holds.sweep:true}") boolean automatic) {
        this.sweep = sweep;
        this.automatic = automatic;
    }

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }

    @Override
    public synchronized void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "sweep");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::round, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        rounds = started;
    }

    /** Nothing that goes wrong ends the rounds. */
    private void round() {
        try {
            var found = sweep.sweep();
            if (found > 0) {
                LOG.warn("{} holds had missed an event of their contracts and were checked again.", found);
            }
        } catch (RuntimeException e) {
            LOG.error("The holds could not be swept; trying again in {} s.", EVERY.toSeconds(), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) {
            rounds.shutdownNow();
            rounds = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }
}
