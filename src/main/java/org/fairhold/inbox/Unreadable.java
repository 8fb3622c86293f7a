package org.fairhold.inbox;

/** A mail that we do not read, for a reason that its receivers can be told. */
final class Unreadable extends Exception {
    Unreadable(String reason) {
        super(reason);
    }
}
