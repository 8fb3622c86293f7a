package org.fairhold.regime;

import java.time.Instant;
import java.time.LocalDate;
import org.fairhold.account.Account;
import org.springframework.stereotype.Component;

/**
 * The strictest deadline of all regimes that an account falls under: the shortest for us to answer, the longest for the
 * person to appeal. What was promised is stored with what it was promised for; this is asked for what begins.
 */
@Component
public class LegalDeadlines {
    private final DeadlineTable table;

    LegalDeadlines(DeadlineTable table) {
        this.table = table;
    }

    /** As it is in force at that moment, by the date where the person lives; never weaker than the floor. */
    public Term of(Deadline deadline, Account account, Instant at) {
        var day = LocalDate.ofInstant(at, account.timeZone());
        return Regime.of(account).stream()
                .flatMap(regime -> table.find(regime, deadline, day).stream())
                .reduce(
                        deadline.floor(),
                        (strictest, next) -> deadline.isWeaker(next.days(), strictest.days()) ? strictest : next);
    }
}
