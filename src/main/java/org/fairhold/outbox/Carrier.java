package org.fairhold.outbox;

import java.util.UUID;

/**
 * Takes parcels of one kind to the outside. It is called outside any transaction and, after a crash, again for the same
 * parcel, so the other side must be able to recognise it. What its exceptions say is stored and shown at the desk: no
 * personal data in their messages.
 */
public interface Carrier {
    String kind();

    /**
     * Whether its parcels are tried until they are taken, in the end once a minute. Others are tried for some two days, and
     * then they are dead.
     */
    default boolean triesUntilTaken() {
        return false;
    }

    /** How many of its parcels may be on their way at once, from one node. */
    default int atOnce() {
        return 1;
    }

    /**
     * Returns once the other side has taken the parcel over. Any exception but these two means: try again later.
     *
     * @throws Unreachable nobody answers; a parcel that may die loses no attempt
     * @throws Undeliverable this parcel will never be accepted
     */
    void carry(UUID payload, String dedupeKey) throws Unreachable, Undeliverable;
}
