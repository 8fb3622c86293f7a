package org.fairhold.contract;

import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the marketplace told us about a contract.
 *
 * @param feedback the client's, 1 to 5; a later one replaces an earlier one
 * @param version rises with each change on the marketplace's side
 */
public record Contract(
        ContractId id,
        AccountId freelancerId,
        AccountId clientId,
        String title,
        String category,
        State state,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        @Nullable Integer feedback,
        boolean disputed,
        @Nullable Money disputedAmount,
        @Nullable Money chargebackAmount,
        long version) {
    public enum State {
        ACTIVE,
        ENDED
    }

    public enum Outcome {
        COMPLETED,
        FAILED
    }
}
