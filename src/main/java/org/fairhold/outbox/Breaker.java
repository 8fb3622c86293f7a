package org.fairhold.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves one kind alone for a while when its other side does not answer, then sends one parcel ahead to see. */
final class Breaker {
    static final int SILENCES_MAX = 10;
    static final Duration PAUSE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final String kind;
    private int silences;
    private @Nullable Instant pausedAt;

    Breaker(String kind) {
        this.kind = kind;
    }

    /** When something may be tried again; empty when nothing stands in the way now. */
    synchronized @Nullable Instant pausedUntil(Instant now) {
        // A demo clock that was set back must not prolong the pause.
        if (pausedAt == null || now.isBefore(pausedAt) || !now.isBefore(pausedAt.plus(PAUSE))) {
            return null;
        }
        return pausedAt.plus(PAUSE);
    }

    /** A parcel is on its way: after a pause it is the one that goes ahead, and the others wait for what becomes of it. */
    synchronized void trying(Instant now) {
        if (pausedAt != null) {
            pausedAt = now;
        }
    }

    synchronized void silent(Instant now, String reason) {
        silences++;
        if (silences < SILENCES_MAX) {
            return;
        }
        if (pausedAt == null) {
            LOG.warn("{} is paused, nobody answers: {}. Trying again every {} s.", kind, reason, PAUSE.toSeconds());
        }
        pausedAt = now;
    }

    synchronized void answered() {
        if (pausedAt != null) {
            LOG.info("{} is answered again.", kind);
        }
        silences = 0;
        pausedAt = null;
    }
}
