package org.fairhold.process.deployment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wanted a set deployed.
 *
 * @param sha256 of its content, where it could be read
 * @param revision under which it is deployed, unless it was refused
 * @param findings all that was wrong with it
 */
record Attempt(
        Instant at,
        String by,
        Source source,
        @Nullable String sha256,
        Outcome outcome,
        @Nullable Integer revision,
        List<String> findings) {
    enum Outcome {
        DEPLOYED,
        UNCHANGED,
        REFUSED
    }
}
