package org.fairhold.process.funds;

import org.fairhold.process.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sweeps twice a minute, so that a missed event costs a person half a minute at most. */
@Component
class SweepRounds extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(SweepRounds.class);

    private final Sweep sweep;

    SweepRounds(Sweep sweep, @Value("${fairhold.holds.sweep:true}") boolean automatic) {
        super("sweep", automatic);
        this.sweep = sweep;
    }

    @Override
    protected void look() {
        var found = sweep.sweep();
        if (found > 0) {
            LOG.warn("{} holds had missed an event of their contracts and were checked again.", found);
        }
    }
}
