package org.fairhold.process.takeover;

import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.takeover.TakeoverEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the diagram of a takeover hears, in the transaction in which it happened. */
@Component
class TakeoverProcesses {
    private final Correlation correlation;

    TakeoverProcesses(Correlation correlation) {
        this.correlation = correlation;
    }

    @EventListener
    void on(TakeoverEvent.ChangesRead read) {
        correlation.tell(Message.CHANGES_READ, read.caseNumber());
    }

    @EventListener
    void on(TakeoverEvent.OwnerProven proven) {
        correlation.tell(Message.OWNER_PROVEN, proven.caseNumber());
    }

    @EventListener
    void on(TakeoverEvent.ChangeSettled settled) {
        correlation.tell(Message.CHANGE_SETTLED, settled.caseNumber());
    }
}
