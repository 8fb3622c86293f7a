package org.fairhold.outbox;

/**
 * A parcel will never arrive. Published in the transaction that says so, so that what a listener does about it is done
 * exactly if the parcel is dead; a listener that throws keeps it alive.
 *
 * @param reason for people at the desk; holds no personal data
 */
public record ParcelDied(Parcel parcel, String reason) {}
