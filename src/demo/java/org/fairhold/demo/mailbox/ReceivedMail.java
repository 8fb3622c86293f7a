package org.fairhold.demo.mailbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it arrived in somebody's mailbox.
 *
 * @param to whose mailbox it is in
 * @param sentAt by the desk's clock, in whole seconds, as mails have it
 * @param headers decoded; what comes more than once is joined by line breaks
 */
public record ReceivedMail(
        String id,
        String to,
        @Nullable String from,
        @Nullable String replyTo,
        String subject,
        Instant sentAt,
        @Nullable String text,
        @Nullable String html,
        Map<String, String> headers) {

    public @Nullable String messageId() {
        return headers.get("Message-ID");
    }
}
