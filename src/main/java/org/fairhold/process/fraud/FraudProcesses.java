package org.fairhold.process.fraud;

import org.fairhold.casework.Cases;
import org.fairhold.fraud.FraudEvent;
import org.fairhold.funds.RepaymentEvent;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the diagram of an investigation hears, in the transaction in which it happened. */
@Component
class FraudProcesses {
    private final Correlation correlation;
    private final Cases cases;

    FraudProcesses(Correlation correlation, Cases cases) {
        this.correlation = correlation;
        this.cases = cases;
    }

    @EventListener
    void on(FraudEvent.BalancesRead read) {
        correlation.tell(Message.BALANCES_READ, read.caseNumber());
    }

    @EventListener
    void on(CommandEvent.Confirmed confirmed) {
        hears(confirmed.command());
    }

    @EventListener
    void on(CommandEvent.Rejected rejected) {
        hears(rejected.command());
    }

    /** Also in a case that is closed: what is owed is owed. */
    @EventListener
    void on(RepaymentEvent.Owed owed) {
        correlation.start(Message.REPAYMENT_OWED, owed.caseNumber());
    }

    @EventListener
    void on(RepaymentEvent.Settled settled) {
        correlation.tell(Message.REPAYMENT_SETTLED, settled.caseNumber());
    }

    /** With the case held, so that the diagram hears of every reversal. */
    private void hears(Command command) {
        if (command instanceof Command.Reverse) {
            cases.lock(command.caseNumber());
            correlation.tell(Message.COMMAND_SETTLED, command.caseNumber());
        }
    }
}
