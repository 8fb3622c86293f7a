package org.fairhold.marketplace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** How many commands wait, and for how long, asked of the database when somebody looks; and how many ended here. */
@Component
class CommandFigures {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFigures.class);
    private static final List<CommandState> OPEN = List.of(CommandState.NEW, CommandState.UNKNOWN, CommandState.SENT);

    private final CommandRows rows;
    private final Clock clock;
    private final MeterRegistry meters;

    CommandFigures(CommandRows rows, Clock clock, MeterRegistry meters) {
        this.rows = rows;
        this.clock = clock;
        this.meters = meters;
        for (var state : OPEN) {
            Gauge.builder("fairhold.marketplace.commands.open", rows, commands -> commands.count(state))
                    .tag("state", state.name())
                    .description("Commands that are neither confirmed nor rejected.")
                    .register(meters);
        }
        Gauge.builder("fairhold.marketplace.commands.oldest", this, CommandFigures::oldestSeconds)
                .baseUnit("seconds")
                .description(
                        "Since when the oldest command that is neither confirmed nor rejected waits; 0 without one.")
                .register(meters);
    }

    private double oldestSeconds() {
        return rows.oldestOpen().map(this::secondsSince).orElse(0.0);
    }

    private double secondsSince(Instant issuedAt) {
        return Duration.between(issuedAt, clock.instant()).toMillis() / 1000.0;
    }

    @TransactionalEventListener
    void count(CommandEvent event) {
        meters.counter(
                        "fairhold.marketplace.commands",
                        "became",
                        event.getClass().getSimpleName())
                .increment();
    }

    /** Without a marketplace the desk works, and its commands wait. Whoever needs none is not asked to set one. */
    @EventListener(ApplicationReadyEvent.class)
    void sayWhatIsMissing(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext().getBeanProvider(Marketplace.class).getIfAvailable() == null
                && rows.oldestOpen().isPresent()) {
            LOG.warn("Commands wait for a marketplace, and none is set (FAIRHOLD_MARKETPLACE_URL).");
        }
    }
}
