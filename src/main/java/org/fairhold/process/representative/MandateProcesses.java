package org.fairhold.process.representative;

import java.util.Map;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Variables;
import org.fairhold.representative.MandateEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Each mandate starts its process, which is over when the party has answered. */
@Component
class MandateProcesses {
    private final Correlation correlation;

    MandateProcesses(Correlation correlation) {
        this.correlation = correlation;
    }

    @EventListener
    void on(MandateEvent.Sent sent) {
        var mandate = sent.mandate();
        correlation.start(
                Message.MANDATE_SENT, mandate.caseNumber(), Map.of(Variables.MANDATE.name(), mandate.number()));
    }

    @EventListener
    void on(MandateEvent.Answered answered) {
        var mandate = answered.mandate();
        correlation.tell(
                Message.MANDATE_ANSWERED, mandate.caseNumber(), Map.of(Variables.MANDATE.name(), mandate.number()));
    }
}
