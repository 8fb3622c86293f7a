package org.fairhold.notice;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A letter to one person, written down to be sent.
 *
 * @param messageId the same at every attempt, so that a mail that arrives twice is recognised
 * @param language BCP 47
 * @param first the Message-ID of the first notice that this reader got about the case, under which mail programs sort this one;
 *     null where this one is it
 * @param withdrawn whether it was for somebody who acts for the person no more
 * @param account whose it is about; null for a mail to the staff or to a stranger
 */
public record Mail(
        UUID id,
        String messageId,
        String recipient,
        String replyTo,
        Letter letter,
        String language,
        Instant writtenAt,
        @Nullable AccountId account,
        @Nullable String first,
        boolean withdrawn) {
    /** The recipient where no address may be used: somebody reaches the person otherwise. */
    static final String NOBODY = "";
}
