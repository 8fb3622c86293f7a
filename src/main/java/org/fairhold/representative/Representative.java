package org.fairhold.representative;

import java.time.Instant;
import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who acts for a party of one case.
 *
 * @param actsFor the party
 * @param name as they are called; a dash where it was erased
 * @param email in lower case; null where it was erased
 * @param rights what they may do besides reading
 * @param endedAt when it ended; null where nothing but its date has
 */
public record Representative(
        RepresentativeNumber number,
        CaseNumber caseNumber,
        AccountId actsFor,
        String name,
        @Nullable String email,
        Set<Right> rights,
        Proof proof,
        Instant startedAt,
        Instant endsAt,
        @Nullable Instant endedAt,
        @Nullable Ended endedAs) {
    public boolean may(Right right) {
        return rights.contains(right);
    }
}
