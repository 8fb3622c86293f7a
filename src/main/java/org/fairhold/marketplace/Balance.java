package org.fairhold.marketplace;

import java.util.Currency;
import java.util.Map;
import org.fairhold.contract.ContractId;

/**
 * An account's money in one currency, in its smallest unit.
 *
 * @param heldByContract what is held, by the contract it was held for; money held without one is in {@code heldMinor} only
 */
public record Balance(
        Currency currency,
        long pendingMinor,
        long availableMinor,
        long heldMinor,
        Map<ContractId, Long> heldByContract) {}
