package org.fairhold.process;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Something that is looked at twice a minute for as long as the desk runs. Nothing that goes wrong ends the rounds. */
public abstract class Rounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration EVERY = Duration.ofSeconds(25);

    private final String name;
    private final boolean automatic;
    private @Nullable ScheduledExecutorService rounds;

    /**
     * @param name of the thread
     * @param automatic whether the rounds begin with the desk
     */
    protected Rounds(String name, boolean automatic) {
        this.name = name;
        this.automatic = automatic;
    }

    /** One round. */
    protected abstract void look();

    @Override
    public boolean isAutoStartup() {
        return automatic;
    }

    @Override
    public synchronized void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::round, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        rounds = started;
    }

    private void round() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("The round of {} failed; trying again in {} s.", name, EVERY.toSeconds(), e);
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
