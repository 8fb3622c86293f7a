package org.fairhold.casework;

import java.time.Instant;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.desk.Colleague;
import org.fairhold.desk.StaffMember;
import org.fairhold.report.Report;
import org.jspecify.annotations.Nullable;

/** What happened in a case. Published in the transaction in which it happened. */
public sealed interface CaseEvent {
    CaseNumber caseNumber();

    record Opened(CaseNumber caseNumber) implements CaseEvent {}

    /**
     * Another report belongs to the case.
     *
     * @param reviewed whether the case had been reviewed already when it came
     */
    record ReportJoined(CaseNumber caseNumber, Report report, boolean reviewed) implements CaseEvent {}

    /** @param party who is heard: whose case it is, or either party of a dispute */
    record AnswerInvited(CaseNumber caseNumber, AccountId party, Instant answerDue) implements CaseEvent {}

    record AnswerReceived(CaseNumber caseNumber, AccountId party) implements CaseEvent {}

    /** @param reason what the person reads, where a human wrote one */
    record Closed(CaseNumber caseNumber, Closing as, @Nullable Decision reason) implements CaseEvent {}

    /**
     * The case has another manager.
     *
     * @param message the key of the message that the person gets in this transaction; null where they do not know of the case
     */
    record HandedOver(CaseNumber caseNumber, @Nullable String from, StaffMember to, @Nullable String message)
            implements CaseEvent {}

    /** The case is closed and its matter goes on in another one. */
    record Moved(CaseNumber caseNumber, CaseNumber to, Decision why) implements CaseEvent {}

    /**
     * Another case of the same person became part of this one, with its reports.
     *
     * @param reviewed whether this case had been reviewed already
     */
    record Joined(CaseNumber caseNumber, CaseNumber joined, List<Report> reports, boolean reviewed)
            implements CaseEvent {}

    /** A step of the desk is overdue and has gone to the leads. */
    record Overdue(CaseNumber caseNumber, String step, Instant due, List<Colleague> leads) implements CaseEvent {}
}
