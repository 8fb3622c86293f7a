package org.fairhold.funds;

import java.util.List;
import org.fairhold.casework.CaseNumber;

/** What became of money that was reversed for a fraud that was none. Published in the transaction in which it happened. */
public sealed interface RepaymentEvent {
    CaseNumber caseNumber();

    /** @param lines what went to clients and is owed now */
    record Owed(CaseNumber caseNumber, Repayment repayment, List<Reversal> lines) implements RepaymentEvent {}

    /** @param lines what the person has back */
    record Settled(CaseNumber caseNumber, Repayment repayment, List<Reversal> lines) implements RepaymentEvent {}
}
