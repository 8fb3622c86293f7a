package org.fairhold.process.closure;

import org.fairhold.closure.PaidOut;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the closure's diagram hears of its money, in the transaction in which it happened. */
@Component
class ClosureProcesses {
    private final Correlation correlation;

    ClosureProcesses(Correlation correlation) {
        this.correlation = correlation;
    }

    @EventListener
    void on(PaidOut paidOut) {
        correlation.tell(Message.SETTLEMENT_CHANGED, paidOut.caseNumber());
    }
}
