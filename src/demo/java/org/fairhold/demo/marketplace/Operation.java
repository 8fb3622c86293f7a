package org.fairhold.demo.marketplace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of the marketplace once.
 *
 * @param requestSha256 of all that is asked, so that the key cannot come back with something else
 * @param reference the marketplace's own
 */
record Operation(
        String key, String requestSha256, String kind, @Nullable String caseNumber, UUID reference, Instant at) {}
