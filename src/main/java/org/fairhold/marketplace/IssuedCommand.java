package org.fairhold.marketplace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command and what we know of it.
 *
 * @param reference the marketplace's own, where it gave one
 * @param rejection why it was rejected, if it was
 * @param lateAt when somebody was told that it is late
 */
public record IssuedCommand(
        UUID id,
        Command command,
        CommandState state,
        Instant issuedAt,
        @Nullable Instant answeredAt,
        @Nullable String reference,
        Answer.@Nullable Reason rejection,
        @Nullable Instant lateAt) {}
