package org.fairhold.inbox;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail as far as it could be read. Everything in it is what its sender says.
 *
 * @param from null where it is from nobody, or from several
 * @param recipients every address that it says it went to
 * @param automatic whether a machine wrote it (RFC 3834)
 * @param authentication what relays noted about its sender, the last one first
 * @param language in which its sender reads
 * @param bounce what came back; null for any other mail
 * @param text all that it says
 * @param cut whether it says more than is taken
 */
record IncomingMail(
        @Nullable String messageId,
        @Nullable String from,
        List<String> recipients,
        boolean automatic,
        List<String> authentication,
        @Nullable Locale language,
        @Nullable Bounce bounce,
        String text,
        List<Attachment> attachments,
        boolean cut) {

    /** @param status such as 5.1.1 (RFC 3463) */
    record Bounce(String status, List<String> messageIds) {
        boolean permanent() {
            return status.startsWith("5.");
        }
    }

    record Attachment(@Nullable String name, byte[] content) {}
}
