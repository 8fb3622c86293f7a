package org.fairhold.funds;

import java.time.Instant;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What went back of one line, and why.
 *
 * @param commandKey under which the marketplace was asked to give it back; null where it never held it
 */
public record HoldRelease(
        HoldLine line, int number, Money amount, Why why, Instant releasedAt, @Nullable String commandKey) {}
