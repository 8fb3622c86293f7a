package org.fairhold.takeover;

import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;

/** What happened in a takeover. Published in the transaction in which it happened. */
public sealed interface TakeoverEvent {
    CaseNumber caseNumber();

    /** The marketplace has said what was changed since the suspected time. */
    record ChangesRead(CaseNumber caseNumber) implements TakeoverEvent {}

    /** The owner has proven who they are. */
    record OwnerProven(CaseNumber caseNumber) implements TakeoverEvent {}

    /** What was commanded about a change is done, or will never be. */
    record ChangeSettled(CaseNumber caseNumber) implements TakeoverEvent {}

    /**
     * Somebody else acted on a contract in the owner's name.
     *
     * @param counterpart the other party of the contract
     * @param from since when that may have been
     */
    record ContractTouched(
            CaseNumber caseNumber, AccountId account, ContractId contract, AccountId counterpart, Instant from)
            implements TakeoverEvent {}

    /** The owner has locked the account. */
    record Locked(CaseNumber caseNumber, AccountId account, String lock) implements TakeoverEvent {}

    /** A human has lifted the owner's lock, and nothing took its place. */
    record LockLifted(CaseNumber caseNumber, AccountId account, String lock) implements TakeoverEvent {}
}
