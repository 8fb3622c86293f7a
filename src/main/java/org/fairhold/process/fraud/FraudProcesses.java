package org.fairhold.process.fraud;

import org.fairhold.fraud.FraudEvent;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the diagram of an investigation hears, in the transaction in which it happened. */
@Component
class FraudProcesses {
    private final Correlation correlation;

    FraudProcesses(Correlation correlation) {
        this.correlation = correlation;
    }

    @EventListener
    void on(FraudEvent.BalancesRead read) {
        correlation.tell(Message.BALANCES_READ, read.caseNumber());
    }
}
