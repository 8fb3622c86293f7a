package org.fairhold.outbox;

/** The other side does not answer, or lets nobody in. That is no fault of the parcel. */
public class Unreachable extends Exception {
    public Unreachable(String reason) {
        super(reason);
    }
}
