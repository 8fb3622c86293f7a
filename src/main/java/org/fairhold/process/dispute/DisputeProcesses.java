package org.fairhold.process.dispute;

import org.fairhold.account.MeasureKind;
import org.fairhold.account.Role;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.contract.ContractEvent;
import org.fairhold.dispute.DisputeEvent;
import org.fairhold.dispute.Disputes;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a dispute's diagram hears, in the transaction in which it happened and with the case held, so that it hears all. */
@Component
class DisputeProcesses {
    private final Disputes disputes;
    private final Cases cases;
    private final Correlation correlation;

    DisputeProcesses(Disputes disputes, Cases cases, Correlation correlation) {
        this.disputes = disputes;
        this.cases = cases;
        this.correlation = correlation;
    }

    @EventListener
    void on(CaseEvent.AnswerReceived received) {
        disputes.find(received.caseNumber())
                .ifPresent(parties -> correlation.tell(
                        parties.sideOf(received.party()) == Role.FREELANCER
                                ? Message.FREELANCER_ANSWERED
                                : Message.CLIENT_ANSWERED,
                        received.caseNumber()));
    }

    /** What is disputed may be said later than that there is a dispute. */
    @EventListener
    void on(ContractEvent.Changed changed) {
        disputes.holdToPropose(changed.contractId())
                .ifPresent(number -> correlation.startOnce("fund-hold", Message.HOLD_PROPOSED, number));
    }

    @EventListener
    void on(DisputeEvent.Settled settled) {
        correlation.tell(Message.DISPUTE_SETTLED, settled.caseNumber());
    }

    @EventListener
    void on(DisputeEvent.ConsentAnswered answered) {
        correlation.tell(answered.consent() ? Message.CONSENT_GIVEN : Message.CONSENT_REFUSED, answered.caseNumber());
    }

    @EventListener
    void on(CommandEvent.Confirmed confirmed) {
        hears(Message.COMMAND_SETTLED, confirmed.command().caseNumber());
    }

    @EventListener
    void on(CommandEvent.Rejected rejected) {
        hears(Message.COMMAND_SETTLED, rejected.command().caseNumber());
    }

    @EventListener
    void on(MeasureEvent.Ended ended) {
        if (ended.measure().kind() == MeasureKind.HOLD) {
            hears(Message.HOLD_ENDED, ended.caseNumber());
        }
    }

    private void hears(Message message, CaseNumber number) {
        if (disputes.find(number).isPresent()) {
            cases.lock(number);
            correlation.tell(message, number);
        }
    }
}
