package org.fairhold.measure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The days of a closure.
 *
 * @param at when the account is closed
 * @param dataUntil how long the person can get what the account holds
 * @param exceptionId the decision that two people signed, where there is no notice
 */
public record ClosureDates(Instant at, Instant dataUntil, @Nullable UUID exceptionId) {
    public boolean atOnce() {
        return exceptionId != null;
    }
}
