package org.fairhold.marketplace;

/** How far a command has come. */
public enum CommandState {
    /** Written down, and never sent. */
    NEW,
    /** It has left, and nothing that came back is written down: it is asked about before it is sent again. */
    UNKNOWN,
    /** The marketplace has accepted it; its message that it is done is still to come. */
    SENT,
    CONFIRMED,
    REJECTED;

    public boolean isOver() {
        return this == CONFIRMED || this == REJECTED;
    }
}
