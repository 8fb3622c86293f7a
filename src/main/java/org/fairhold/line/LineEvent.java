package org.fairhold.line;

import java.util.Locale;
import org.fairhold.casework.Decision;
import org.jspecify.annotations.Nullable;

/** What happened on the direct line. Published in the transaction in which it happened. */
public sealed interface LineEvent {
    record Received(CaseMessage message) implements LineEvent {}

    /** It is known who answers a message, and by when. */
    record Planned(CaseMessage message) implements LineEvent {}

    /** @param letter what the person reads, as its reason; null where it needs no letter */
    record Answered(CaseMessage message, @Nullable Decision letter) implements LineEvent {}

    /**
     * Somebody wrote from an address that we know for no case.
     *
     * @param key names the mail that it answers
     */
    record StrangerWrote(String address, @Nullable Locale language, String key) implements LineEvent {}
}
