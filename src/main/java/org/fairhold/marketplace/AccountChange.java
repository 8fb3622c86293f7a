package org.fairhold.marketplace;

import java.time.Instant;

/**
 * Something that was changed about an account.
 *
 * @param what such as PROFILE, PAYOUT_METHOD, EMAIL, CONTRACT_ENDED, MESSAGE_SENT
 * @param canBeUndone false for what has reached somebody else
 */
public record AccountChange(String id, String what, Instant at, boolean canBeUndone) {}
