package org.fairhold.outbox;

/** This parcel will never be accepted, however often it is tried. */
public class Undeliverable extends Exception {
    public Undeliverable(String reason) {
        super(reason);
    }
}
