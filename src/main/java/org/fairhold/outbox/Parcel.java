package org.fairhold.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that leaves the desk once its transaction has committed.
 *
 * @param kind which {@link Carrier} takes it
 * @param dedupeKey what it means, such as {@code C-2041/statement/1}; posted twice it leaves once
 * @param payload what to carry, in a table of the carrier's own
 * @param caseNumber parcels of one case and kind leave in the order in which they were posted
 * @param sequence where it is said, a parcel waits only for those of its case that say the same
 */
public record Parcel(
        String kind, String dedupeKey, UUID payload, @Nullable String caseNumber, @Nullable String sequence) {
    /** One that waits for everything that was posted before it in its case. */
    public Parcel(String kind, String dedupeKey, UUID payload, @Nullable String caseNumber) {
        this(kind, dedupeKey, payload, caseNumber, null);
    }
}
