package org.fairhold.process.closure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fairhold.closure.Payouts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Asks twice a minute which closed accounts have been paid out: the marketplace tells nobody. */
@Component
class PayoutRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PayoutRounds.class);
    private static final Duration EVERY = Duration.ofSeconds(25);

    private final Payouts payouts;
    private final boolean automatic;
    private @Nullable ScheduledExecutorService rounds;

    PayoutRounds(Payouts payouts, @Value("${fairhold.holds.sweep:true}") boolean automatic) {
        this.payouts = payouts;
        this.automatic = automatic;
    }

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }

    @Override
    public synchronized void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "payouts");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::round, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        rounds = started;
    }

    /** Nothing that goes wrong ends the rounds. */
    private void round() {
        try {
            var found = payouts.look();
            if (found > 0) {
                LOG.info("{} closed accounts were paid out.", found);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "The payouts of closed accounts could not be looked at; trying again in {} s.",
                    EVERY.toSeconds(),
                    e);
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
