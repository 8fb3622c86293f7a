package org.fairhold.process;

/** Every message that the desk sends to its diagrams. A diagram catches it by its {@link #text() text}. */
public enum Message {
    REPORT_ADDED("reportAdded"),
    ANSWER_RECEIVED("answerReceived"),
    WARNING_DECIDED("warningDecided"),
    WARNING_ACKNOWLEDGED("warningAcknowledged"),
    RESTRICTION_DECIDED("restrictionDecided"),
    CONDITIONS_MET("conditionsMet"),
    CONDITIONS_REOPENED("conditionsReopened"),
    MEASURE_OVERTURNED("measureOverturned"),
    MEASURE_WITHDRAWN("measureWithdrawn"),
    CASE_MOVED("caseMoved"),
    HOLD_PROPOSED("holdProposed"),
    CONTRACT_CHANGED("contractChanged"),
    HOLD_OVERTURNED("holdOverturned"),
    HOLD_WITHDRAWN("holdWithdrawn"),
    CASE_DECIDED("caseDecided"),
    CLOSURE_DECIDED("closureDecided"),
    CLOSURE_OVERTURNED("closureOverturned"),
    CLOSURE_CHANGED("closureChanged"),
    CLOSURE_WITHDRAWN("closureWithdrawn"),
    SETTLEMENT_CHANGED("settlementChanged"),
    COMMAND_UNSETTLED("commandUnsettled"),
    FREELANCER_ANSWERED("freelancerAnswered"),
    CLIENT_ANSWERED("clientAnswered"),
    CONSENT_GIVEN("consentGiven"),
    CONSENT_REFUSED("consentRefused"),
    COMMAND_SETTLED("commandSettled"),
    HOLD_ENDED("holdEnded"),
    DISPUTE_SETTLED("disputeSettled"),
    REPAYMENT_OWED("repaymentOwed"),
    REPAYMENT_SETTLED("repaymentSettled"),
    BALANCES_READ("balancesRead"),
    CHANGES_READ("changesRead"),
    CHANGE_SETTLED("changeSettled"),
    OWNER_PROVEN("ownerProven"),
    APPEAL_LODGED("appealLodged"),
    APPEAL_SETTLED("appealSettled"),
    APPELLANT_ANSWERED("appellantAnswered"),
    MEASURE_CHANGED("measureChanged"),
    HOLD_UNANSWERED("holdUnanswered"),
    RULE_ERRED("ruleErred"),
    RULE_REVIEWED("ruleReviewed"),
    NOTICE_UNDELIVERABLE("noticeUndeliverable"),
    PERSON_WROTE("personWrote"),
    MEDIATION_OPENED("mediationOpened"),
    MEDIATION_ENDED("mediationEnded"),
    MANDATE_SENT("mandateSent"),
    MANDATE_ANSWERED("mandateAnswered");

    private final String text;

    Message(String text) {
        this.text = text;
    }

    /** The message's name in the diagrams. */
    public String text() {
        return text;
    }
}
