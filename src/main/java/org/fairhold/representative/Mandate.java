package org.fairhold.representative;

import java.time.Instant;
import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that they act for a party of a case, and sent what shows it.
 *
 * @param number such as MD-1001
 * @param actsFor the party that they name
 * @param name as they call themselves; a dash where it was erased
 * @param outcome ACCEPT or REFUSE; null while nobody has answered
 */
public record Mandate(
        String number,
        CaseNumber caseNumber,
        AccountId actsFor,
        String name,
        @Nullable String email,
        Set<Right> rights,
        Instant endsAt,
        String mediaType,
        Instant sentAt,
        @Nullable String outcome) {
    public boolean open() {
        return outcome == null;
    }
}
