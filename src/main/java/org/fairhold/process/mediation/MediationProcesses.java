package org.fairhold.process.mediation;

import java.util.Map;
import org.fairhold.mediation.MediationOpened;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A mediation that was opened starts its diagram. */
@Component
class MediationProcesses {
    private final Correlation correlation;

    MediationProcesses(Correlation correlation) {
        this.correlation = correlation;
    }

    @EventListener
    void on(MediationOpened opened) {
        var mediation = opened.mediation();
        correlation.start(
                Message.MEDIATION_OPENED,
                mediation.caseNumber(),
                Map.of(
                        Variables.MEDIATION.name(),
                        mediation.number(),
                        Variables.MEDIATION_ABOUT.name(),
                        mediation.ofDispute() ? "DISPUTE" : "MEASURE",
                        Variables.BODY_KIND.name(),
                        mediation.bodyKind().name()));
    }
}
