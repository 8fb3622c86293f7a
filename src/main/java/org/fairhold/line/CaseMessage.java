package org.fairhold.line;

import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;

/**
 * What somebody told the desk about their case outside its forms.
 *
 * @param number such as MSG-1001
 * @param representative who wrote it for the party; null where the party did
 * @param knownSender whether it came from the address to which we write; another one may be anybody's
 * @param whole all that the mail said, where {@code text} is the new part of it
 * @param note what the reader must know: that it could not be read, or which file was not taken
 * @param answerDue when the first answer is due; null until that is planned
 * @param answerer who answers; null while it is anybody of the team
 */
public record CaseMessage(
        String number,
        CaseNumber caseNumber,
        AccountId from,
        @Nullable RepresentativeNumber representative,
        Channel channel,
        boolean knownSender,
        TextRef text,
        @Nullable TextRef whole,
        @Nullable String note,
        Instant receivedAt,
        @Nullable Instant answerDue,
        @Nullable String answerer) {}
