package org.fairhold.marketplace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a command. Published in the transaction that writes it down; a listener that throws undoes that. */
public sealed interface CommandEvent {
    Command command();

    /** @param reference the marketplace's own, where it gave one */
    record Confirmed(Command command, @Nullable String reference) implements CommandEvent {}

    /** Nothing of it was done, nor will be. */
    record Rejected(Command command, Answer.Reason reason, String detail) implements CommandEvent {}

    /** Nobody knows yet that it is done, though it should be; told once. It goes on being tried. */
    record Late(Command command, CommandState state, Instant issuedAt) implements CommandEvent {}
}
