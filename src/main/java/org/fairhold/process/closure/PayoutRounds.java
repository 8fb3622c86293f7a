package org.fairhold.process.closure;

import org.fairhold.closure.Payouts;
import org.fairhold.process.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks twice a minute which closed accounts have been paid out: the marketplace tells nobody. */
@Component
class PayoutRounds extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(PayoutRounds.class);

    private final Payouts payouts;

    PayoutRounds(Payouts payouts, @Value("${fairhold.holds.sweep:true}") boolean automatic) {
        super("payouts", automatic);
        this.payouts = payouts;
    }

    @Override
    protected void look() {
        var found = payouts.look();
        if (found > 0) {
            LOG.info("{} closed accounts were paid out.", found);
        }
    }
}
