package org.fairhold.process;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.fairhold.casework.CaseNumber;

/** Every variable that a diagram or a table reads. The business key is the case number. */
public final class Variables {
    // What a case is about; set when its process starts, and shown on the cards of its tasks.
    public static final Variable<String> CASE = Variable.text("caseNumber");
    public static final Variable<String> ACCOUNT = Variable.text("account");
    public static final Variable<String> CLAUSE = Variable.text("clause");
    public static final Variable<String> LANGUAGE = Variable.text("language");
    public static final Variable<String> LEVEL = Variable.text("level");
    public static final Variable<String> SEVERITY = Variable.text("severity");
    public static final Variable<Integer> PRIORITY = Variable.number("priority");

    // A report's triage.
    public static final Variable<String> REPORT = Variable.text("report");
    public static final Variable<String> KIND = Variable.text("kind");
    public static final Variable<String> SOURCE = Variable.text("source");
    public static final Variable<Boolean> APPLIES_TO_SUBJECT = Variable.truth("appliesToSubject");
    public static final Variable<Integer> FACT_AGE_DAYS = Variable.number("factAgeDays");
    public static final Variable<Integer> OPEN_REPORTS = Variable.number("openReports");
    public static final Variable<Boolean> CASE_MATCHED = Variable.truth("caseMatched");
    public static final Variable<String> GROUND = Variable.text("ground");
    public static final Variable<String> ANSWER_CODE = Variable.text("answerCode");

    // A policy violation.
    public static final Variable<Integer> ANSWER_DAYS = Variable.number("answerDays");
    public static final Variable<Instant> ANSWER_DUE = Variable.date("answerDue");
    public static final Variable<String> FINDING = Variable.text("finding");
    public static final Variable<String> INTENT = Variable.text("intent");
    public static final Variable<Integer> STRIKES = Variable.number("strikes");
    public static final Variable<Integer> SAME_CLAUSE_STRIKES = Variable.number("sameClauseStrikes");
    public static final Variable<Double> VIOLATION_SHARE = Variable.share("violationShare");
    public static final Variable<String> PROPOSED_MEASURE = Variable.text("proposedMeasure");
    public static final Variable<String> PROPOSAL_RULE = Variable.text("proposalRule");
    public static final Variable<String> MEASURE = Variable.text("measure");

    // Poor performance.
    public static final Variable<Integer> WINDOW_DAYS = Variable.number("windowDays");
    public static final Variable<Integer> AFFECTED_CONTRACTS = Variable.number("affectedContracts");
    public static final Variable<Double> AFFECTED_SHARE = Variable.share("affectedShare");
    public static final Variable<Integer> USUAL_CONTRACTS = Variable.number("usualContracts");
    public static final Variable<Double> ABOVE_USUAL_SHARE = Variable.share("aboveUsualShare");
    public static final Variable<Boolean> HISTORY_CONSISTENT = Variable.truth("historyConsistent");
    public static final Variable<String> HISTORY_RULE = Variable.text("historyRule");

    // An appeal.
    public static final Variable<String> APPEAL = Variable.text("appeal");
    public static final Variable<String> APPEALED_MEASURE = Variable.text("appealedMeasure");
    public static final Variable<Integer> APPEAL_DECISION_DAYS = Variable.number("appealDecisionDays");
    public static final Variable<Integer> LEAD_DAYS = Variable.number("leadDays");
    public static final Variable<Integer> APPELLANT_DAYS = Variable.number("appellantDays");
    public static final Variable<Instant> APPELLANT_DUE = Variable.date("appellantDue");
    public static final Variable<Instant> APPEAL_DECISION_BY = Variable.date("appealDecisionBy");
    public static final Variable<Instant> APPEAL_DECISION_LEAD_AT = Variable.date("appealDecisionLeadAt");
    public static final Variable<Instant> APPEAL_ANSWER_DUE = Variable.date("appealAnswerDue");
    public static final Variable<Integer> LOST_DAYS = Variable.number("lostDays");
    public static final Variable<String> APPEAL_DECISION = Variable.text("appealDecision");
    public static final Variable<Integer> FEE_FREE_DAYS = Variable.number("feeFreeDays");

    // A measure.
    public static final Variable<Integer> ACKNOWLEDGEMENT_DAYS = Variable.number("acknowledgementDays");
    public static final Variable<Instant> ACKNOWLEDGEMENT_DUE = Variable.date("acknowledgementDue");
    public static final Variable<Integer> EXPIRY_DAYS = Variable.number("expiryDays");
    public static final Variable<Instant> MEASURE_ENDS = Variable.date("measureEnds");
    public static final Variable<Integer> CONDITION_DAYS = Variable.number("conditionDays");
    public static final Variable<Integer> REVIEW_AFTER_DAYS = Variable.number("reviewAfterDays");
    public static final Variable<Integer> REVIEW_EVERY_DAYS = Variable.number("reviewEveryDays");
    public static final Variable<Integer> END_AFTER_DAYS = Variable.number("endAfterDays");
    public static final Variable<String> REVIEW_CYCLE = Variable.text("reviewCycle");
    public static final Variable<Integer> UNCONFIRMED_DAYS = Variable.number("unconfirmedDays");
    public static final Variable<Instant> UNCONFIRMED_ENDS = Variable.date("unconfirmedEnds");
    public static final Variable<Boolean> CONDITIONS_MET = Variable.truth("conditionsMet");
    public static final Variable<String> FIX_DECISION = Variable.text("fixDecision");
    public static final Variable<String> SIGNATURE = Variable.text("signature");
    public static final Variable<String> RESTRICTION_REVIEW = Variable.text("restrictionReview");

    // A row of a table that erred.
    public static final Variable<String> RULE_REVIEW = Variable.text("ruleReview");
    public static final Variable<Integer> RULE_REVIEW_DAYS = Variable.number("ruleReviewDays");
    public static final Variable<Instant> RULE_REVIEW_DUE = Variable.date("ruleReviewDue");

    // A closure.
    public static final Variable<Boolean> SIGNATURE_NEEDED = Variable.truth("signatureNeeded");
    public static final Variable<String> CLOSURE_SIGNATURE = Variable.text("closureSignature");
    public static final Variable<Integer> NOTICE_DAYS = Variable.number("noticeDays");
    public static final Variable<Integer> DATA_DAYS = Variable.number("dataDays");
    public static final Variable<Integer> CLOSURE_REMINDER_DAYS = Variable.number("closureReminderDays");
    public static final Variable<Integer> PAYOUT_DAYS = Variable.number("payoutDays");
    public static final Variable<Integer> PAYOUT_EVERY_DAYS = Variable.number("payoutEveryDays");
    public static final Variable<Boolean> NOTICE_GIVEN = Variable.truth("noticeGiven");
    public static final Variable<Instant> CLOSURE_DAY = Variable.date("closureDay");
    public static final Variable<Instant> CLOSURE_REMINDER_DATE = Variable.date("closureReminderDate");
    public static final Variable<String> PAYOUT_CYCLE = Variable.text("payoutCycle");
    public static final Variable<Boolean> CLOSURE_SETTLED = Variable.truth("closureSettled");

    // A hold.
    public static final Variable<Boolean> HOLD_PROPOSED = Variable.truth("holdProposed");
    public static final Variable<String> HOLD_DECISION = Variable.text("holdDecision");
    public static final Variable<Boolean> HOLD_PLACED = Variable.truth("holdPlaced");
    public static final Variable<Boolean> ALL_RELEASED = Variable.truth("allReleased");
    public static final Variable<Boolean> LINE_TO_DECIDE = Variable.truth("lineToDecide");
    public static final Variable<String> LINE_DECISION = Variable.text("lineDecision");
    public static final Variable<String> HOLD_REVIEW = Variable.text("holdReview");

    // A dispute.
    public static final Variable<Integer> FREELANCER_ANSWER_DAYS = Variable.number("freelancerAnswerDays");
    public static final Variable<Instant> FREELANCER_ANSWER_DUE = Variable.date("freelancerAnswerDue");
    public static final Variable<Integer> CLIENT_ANSWER_DAYS = Variable.number("clientAnswerDays");
    public static final Variable<Instant> CLIENT_ANSWER_DUE = Variable.date("clientAnswerDue");
    public static final Variable<String> OUTCOME = Variable.text("outcome");
    public static final Variable<Boolean> REFUND_ASKED = Variable.truth("refundAsked");
    public static final Variable<Instant> MEDIATION_BY = Variable.date("mediationBy");
    public static final Variable<Integer> CONSENT_DAYS = Variable.number("consentDays");
    public static final Variable<Instant> CONSENT_DUE = Variable.date("consentDue");
    public static final Variable<String> REFUND_STATE = Variable.text("refundState");
    public static final Variable<String> REFUND_DECISION = Variable.text("refundDecision");
    public static final Variable<Boolean> STILL_HELD = Variable.truth("stillHeld");
    // A suspicion of fraud.
    public static final Variable<Integer> FREEZE_WITHIN_MINUTES = Variable.number("freezeWithinMinutes");
    public static final Variable<Instant> FREEZE_ANYWAY = Variable.date("freezeAnyway");
    public static final Variable<Integer> FREEZE_DECISION_MINUTES = Variable.number("freezeDecisionMinutes");
    public static final Variable<String> FREEZE_DECISION = Variable.text("freezeDecision");
    public static final Variable<Integer> FIRST_REVIEW_DAYS = Variable.number("firstReviewDays");
    public static final Variable<Integer> SECOND_REVIEW_DAYS = Variable.number("secondReviewDays");
    public static final Variable<Integer> THIRD_REVIEW_DAYS = Variable.number("thirdReviewDays");
    public static final Variable<Integer> LATER_REVIEW_DAYS = Variable.number("laterReviewDays");
    public static final Variable<Instant> INTERIM_REVIEW = Variable.date("interimReview");
    public static final Variable<String> FREEZE_REVIEW = Variable.text("freezeReview");
    public static final Variable<Boolean> PARTS_WITHHELD = Variable.truth("partsWithheld");
    public static final Variable<Instant> LOOK_AGAIN = Variable.date("lookAgain");
    public static final Variable<String> WITHHELD_REVIEW = Variable.text("withheldReview");
    public static final Variable<Integer> LIMIT_DAYS = Variable.number("limitDays");
    public static final Variable<Integer> LIMIT_EVERY_DAYS = Variable.number("limitEveryDays");
    public static final Variable<String> LIMIT_CYCLE = Variable.text("limitCycle");
    public static final Variable<String> LIMIT_DECISION = Variable.text("limitDecision");
    public static final Variable<String> REVERSAL_PROPOSAL = Variable.text("reversalProposal");
    public static final Variable<String> REVERSAL_SIGNATURE = Variable.text("reversalSignature");
    public static final Variable<String> REVERSAL_STATE = Variable.text("reversalState");
    public static final Variable<String> SETTLEMENT = Variable.text("settlement");
    public static final Variable<Integer> SETTLE_EVERY_DAYS = Variable.number("settleEveryDays");
    public static final Variable<Instant> NEXT_SETTLEMENT = Variable.date("nextSettlement");

    public static final Variable<Boolean> REPAYMENT_OPEN = Variable.truth("repaymentOpen");
    public static final Variable<String> REPAYMENT_SIGNATURE = Variable.text("repaymentSignature");

    // A takeover.
    public static final Variable<Integer> SUSPECTED_HOURS = Variable.number("suspectedHours");
    public static final Variable<Integer> PROOF_DAYS = Variable.number("proofDays");
    public static final Variable<Integer> PROOF_EVERY_DAYS = Variable.number("proofEveryDays");
    public static final Variable<String> PROOF_CYCLE = Variable.text("proofCycle");
    public static final Variable<Boolean> OWNER_PROVEN = Variable.truth("ownerProven");
    public static final Variable<Integer> CHANGES_WITHIN_MINUTES = Variable.number("changesWithinMinutes");
    public static final Variable<Instant> CHANGES_LATE = Variable.date("changesLate");
    public static final Variable<Boolean> CHANGES_SETTLED = Variable.truth("changesSettled");
    public static final Variable<Boolean> CHANGES_TO_DECIDE = Variable.truth("changesToDecide");

    // A message of a person.
    public static final Variable<String> MESSAGE = Variable.text("message");
    public static final Variable<Integer> FIRST_ANSWER_DAYS = Variable.number("firstAnswerDays");
    public static final Variable<Instant> FIRST_ANSWER_BY = Variable.date("firstAnswerBy");

    // A mediation.
    public static final Variable<String> MEDIATION = Variable.text("mediation");
    public static final Variable<String> MEDIATION_ABOUT = Variable.text("mediationAbout");
    public static final Variable<String> BODY = Variable.text("body");
    public static final Variable<String> BODY_KIND = Variable.text("bodyKind");
    public static final Variable<Integer> BODY_ANSWER_DAYS = Variable.number("bodyAnswerDays");
    public static final Variable<Integer> BODY_LEAD_DAYS = Variable.number("bodyLeadDays");
    public static final Variable<Instant> BODY_ANSWER_BY = Variable.date("bodyAnswerBy");
    public static final Variable<Integer> RESULT_DAYS = Variable.number("resultDays");
    public static final Variable<Instant> RESULT_BY = Variable.date("resultBy");
    public static final Variable<Integer> MEDIATION_DAYS = Variable.number("mediationDays");
    public static final Variable<Integer> EXTENDED_DAYS = Variable.number("extendedDays");
    public static final Variable<String> MEDIATION_RESULT = Variable.text("mediationResult");
    public static final Variable<String> MEDIATION_OUTCOME = Variable.text("mediationOutcome");
    public static final Variable<String> FOUND_FOR = Variable.text("foundFor");
    public static final Variable<Integer> OUR_SHARE_PERCENT = Variable.number("ourSharePercent");

    // Somebody who says that they act for a person.
    public static final Variable<String> MANDATE = Variable.text("mandate");
    public static final Variable<Integer> PERSON_ANSWER_DAYS = Variable.number("personAnswerDays");
    public static final Variable<Instant> PERSON_ANSWER_BY = Variable.date("personAnswerBy");

    // An undeliverable notice.
    public static final Variable<String> CONTACT_OUTCOME = Variable.text("contactOutcome");

    private Variables() {}

    public static CaseNumber caseOf(DelegateExecution execution) {
        return new CaseNumber(execution.getProcessBusinessKey());
    }

    /** A number of days that a table gave. */
    public static Duration days(Variable<Integer> days, DelegateExecution execution) {
        return Duration.ofDays(days.in(execution));
    }

    /** A timer's cycle that begins at that instant and repeats. */
    public static String cycle(Instant from, Duration every) {
        return "R/%s/P%dD".formatted(from, every.toDays());
    }
}
