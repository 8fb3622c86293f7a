package org.fairhold.process.funds;

import org.fairhold.contract.ContractEvent;
import org.fairhold.funds.HoldEvent;
import org.fairhold.funds.Holds;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the diagrams hear of contracts, lines and commands, in the transaction in which it happened. */
@Component
class HoldProcesses {
    private final Holds holds;
    private final Correlation correlation;

    HoldProcesses(Holds holds, Correlation correlation) {
        this.holds = holds;
        this.correlation = correlation;
    }

    /** Only holds that keep money for this contract hear of it, however many others there are. */
    @EventListener
    void on(ContractEvent.Changed changed) {
        for (var number : holds.casesHolding(changed.contractId())) {
            holds.lock(number);
            correlation.tell(Message.CONTRACT_CHANGED, number);
        }
    }

    @EventListener
    void on(HoldEvent.LinesChanged changed) {
        correlation.tell(Message.CONTRACT_CHANGED, changed.caseNumber());
    }

    /** Nothing that was asked of the marketplace is lost in silence: somebody looks into it. */
    @EventListener
    void on(CommandEvent.Rejected rejected) {
        correlation.start(Message.COMMAND_UNSETTLED, rejected.command().caseNumber());
    }

    @EventListener
    void on(CommandEvent.Late late) {
        correlation.start(Message.COMMAND_UNSETTLED, late.command().caseNumber());
    }
}
