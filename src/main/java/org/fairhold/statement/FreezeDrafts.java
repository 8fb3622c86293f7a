package org.fairhold.statement;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.fraud.Freezes;
import org.fairhold.fraud.WithheldPart.Part;
import org.fairhold.funds.Reversal;
import org.fairhold.funds.Reversals;
import org.fairhold.measure.Enforcement;
import org.fairhold.notice.Letter;
import org.fairhold.notice.Notices;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Statements of a freeze as they would be sent now, in the very words, for whoever is about to decide. Stores nothing. */
@Component
@Transactional(readOnly = true)
public class FreezeDrafts {
    private final FreezeIssuance issuance;
    private final Enforcement enforcement;
    private final Freezes freezes;
    private final Reversals reversals;
    private final Notices notices;
    private final Cases cases;
    private final Accounts accounts;
    private final Clock clock;

    FreezeDrafts(
            FreezeIssuance issuance,
            Enforcement enforcement,
            Freezes freezes,
            Reversals reversals,
            Notices notices,
            Cases cases,
            Accounts accounts,
            Clock clock) {
        this.issuance = issuance;
        this.enforcement = enforcement;
        this.freezes = freezes;
        this.reversals = reversals;
        this.notices = notices;
        this.cases = cases;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * The account is frozen. What it has is asked of the marketplace only then, so that its place is held open.
     *
     * @param review when the person hears of it again
     * @param lookAgain when to look at what is withheld
     */
    public Letter frozen(
            CaseNumber number, Duration review, List<Part> withheld, Duration lookAgain, String reason, String by) {
        var reader = reader(number);
        var now = clock.instant();
        var arguments = issuance.words(
                enforcement.draftFreeze(number, now.plus(review)), reader, reason, by, withheld, now.plus(lookAgain));
        arguments.put("held", List.of("[what the marketplace says that the account has]"));
        arguments.put("statementNumber", "S-…");
        return notices.preview(reader, number, "statement-freeze", arguments);
    }

    /** Everything is told: what was withheld, and what was found and reversed. @param also what would be reversed now */
    public Letter inFull(CaseNumber number, List<Reversal> also, String reason, String by) {
        var reader = reader(number);
        var reversed = Stream.concat(reversals.of(number).stream().filter(Reversal::stands), also.stream())
                .toList();
        var freeze = freezes.inForce(number);
        var arguments = issuance.words(freeze, reader, reason, by, List.of(), clock.instant());
        arguments.putAll(issuance.fullWords(freeze, reversed, reader));
        return notices.preview(reader, number, "statement-freeze-full", arguments);
    }

    private Account reader(CaseNumber number) {
        return accounts.get(cases.get(number).subjectId());
    }
}
