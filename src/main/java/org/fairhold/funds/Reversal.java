package org.fairhold.funds;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * So much of a line for the client of a contract: asked for, perhaps signed, perhaps carried out.
 *
 * @param request the decision of whoever asked
 * @param number within the request
 * @param openMinor what the line held when it was asked for
 * @param findingId the finding that it rests on
 * @param approvalId the approval's own id; null until it is signed
 * @param reversedAt null until it is carried out
 * @param refusedAt when the marketplace refused to carry it out, so that it lies in its line again
 * @param commandKey under which the marketplace was asked to carry it out
 */
public record Reversal(
        UUID request,
        int number,
        CaseNumber caseNumber,
        Line line,
        ContractId contract,
        AccountId beneficiary,
        Money amount,
        long openMinor,
        UUID findingId,
        String requestedBy,
        Instant requestedAt,
        @Nullable UUID approvalId,
        @Nullable String approvedBy,
        @Nullable Instant expiresAt,
        @Nullable Instant reversedAt,
        @Nullable Instant refusedAt,
        @Nullable String commandKey) {
    /** Whether the money went to the client, as far as we know. */
    public boolean stands() {
        return reversedAt != null && refusedAt == null;
    }

    boolean isOpen() {
        return reversedAt == null;
    }
}
