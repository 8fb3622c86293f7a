package org.fairhold.dispute;

import java.time.Instant;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;

/** What happened in a dispute. Published in the transaction in which it happened. */
public sealed interface DisputeEvent {
    CaseNumber caseNumber();

    record Decided(CaseNumber caseNumber, DisputeOutcome outcome) implements DisputeEvent {}

    record ConsentAsked(CaseNumber caseNumber, RefundRequest request) implements DisputeEvent {}

    record ConsentAnswered(CaseNumber caseNumber, boolean consent) implements DisputeEvent {}

    /** @param heldUntil until when money of the contract is still held; null where nothing is */
    record NoRefund(CaseNumber caseNumber, @Nullable Instant heldUntil) implements DisputeEvent {}

    /** The marketplace says that nothing is disputed any more. */
    record Settled(CaseNumber caseNumber) implements DisputeEvent {}
}
