package org.fairhold.marketplace;

import java.time.Instant;
import org.fairhold.contract.ContractId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was changed about an account.
 *
 * @param what such as PROFILE, PAYOUT_METHOD, EMAIL, CONTRACT_ENDED, MESSAGE_SENT
 * @param canBeUndone false for what has reached somebody else
 * @param contract where it was done on one
 */
public record AccountChange(String id, String what, Instant at, boolean canBeUndone, @Nullable ContractId contract) {}
