package org.fairhold.dispute;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.account.Role;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.money.Money;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;

/**
 * What a human recorded as the outcome, with what each party reads of it.
 *
 * @param refund what goes back to the client if the freelancer consents; null where nothing is to be said of money
 * @param agreed what both said they agree to
 */
public record DisputeOutcome(
        UUID decisionId,
        CaseNumber caseNumber,
        ContractId contract,
        Outcome outcome,
        @Nullable Money refund,
        long disputedMinor,
        TextRef forFreelancer,
        TextRef forClient,
        @Nullable TextRef agreed,
        Instant decidedAt) {
    /** Whether the freelancer is to be asked for a refund. */
    public boolean asksForRefund() {
        return refund != null && refund.minor() > 0;
    }

    public TextRef textFor(Role side) {
        return side == Role.FREELANCER ? forFreelancer : forClient;
    }
}
