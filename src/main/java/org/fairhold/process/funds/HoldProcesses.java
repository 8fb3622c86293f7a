package org.fairhold.process.funds;

import static java.util.Comparator.comparing;

import java.util.stream.Stream;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractEvent;
import org.fairhold.funds.HoldEvent;
import org.fairhold.funds.Holds;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.measure.Conditions;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the diagrams hear of contracts, lines and commands, in the transaction in which it happened. */
@Component
class HoldProcesses {
    private final Holds holds;
    private final Conditions conditions;
    private final Correlation correlation;

    HoldProcesses(Holds holds, Conditions conditions, Correlation correlation) {
        this.holds = holds;
        this.conditions = conditions;
        this.correlation = correlation;
    }

    /** Only cases that keep money for this contract, or wait for its end, hear of it, however many others there are. */
    @EventListener
    void on(ContractEvent.Changed changed) {
        var holding = holds.casesHolding(changed.contractId());
        var awaiting = conditions.awaiting(changed.contractId());
        Stream.concat(holding.stream(), awaiting.stream())
                .distinct()
                .sorted(comparing(CaseNumber::value))
                .forEach(number -> {
                    holds.lock(number);
                    if (holding.contains(number)) {
                        correlation.tell(Message.CONTRACT_CHANGED, number);
                    }
                    if (awaiting.contains(number)) {
                        conditions.noteEndedContracts(number);
                    }
                });
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
