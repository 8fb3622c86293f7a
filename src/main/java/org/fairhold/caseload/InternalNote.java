package org.fairhold.caseload;

import java.time.Instant;
import java.util.UUID;

/**
 * What a colleague wrote for colleagues. It has a type of its own, which only the case file knows, so that it reaches no
 * mail, no statement and no caller of the API.
 *
 * @param text empty when it was erased
 */
public record InternalNote(UUID id, Instant at, String by, String text) {
    @Override
    public String toString() {
        return "InternalNote[%s]".formatted(id);
    }
}
