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
    /** Nothing is disputed, and no bank has charged anything back. */
    public boolean undisputed() {
        return !disputed && (chargebackAmount == null || chargebackAmount.minor() == 0);
    }

    boolean completed() {
        return state == State.ENDED && outcome == Outcome.COMPLETED;
    }

    public boolean isParty(AccountId account) {
        return account.equals(freelancerId) || account.equals(clientId);
    }

    /** The other one of its two parties. */
    public AccountId otherThan(AccountId party) {
        return party.equals(freelancerId) ? clientId : freelancerId;
    }

    public enum State {
        ACTIVE,
        ENDED
    }

    public enum Outcome {
        COMPLETED,
        FAILED
    }
}
