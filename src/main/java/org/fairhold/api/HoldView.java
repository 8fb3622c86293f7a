package org.fairhold.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.HoldRelease;
import org.fairhold.funds.Reversal;
import org.fairhold.funds.Why;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/** What the marketplace reads of held money. */
final class HoldView {
    record Amount(long amountMinor, String currency) {
        static Amount of(Money money) {
            return new Amount(money.minor(), money.currency().getCurrencyCode());
        }
    }

    record Release(Amount amount, Why why, Instant at) {
        static Release of(HoldRelease release) {
            return new Release(Amount.of(release.amount()), release.why(), release.releasedAt());
        }
    }

    /** What went to a client after confirmed fraud. @param contractId whose client got it */
    record Reversed(Amount amount, String contractId, String beneficiary, Instant at) {
        static Reversed of(Reversal reversal) {
            return new Reversed(
                    Amount.of(reversal.amount()),
                    reversal.contract().value(),
                    reversal.beneficiary().value(),
                    Objects.requireNonNull(reversal.reversedAt()));
        }
    }

    /** @param limit what was disputed plus what was charged back when the line was placed */
    record Line(
            int number,
            @Nullable String contractId,
            Amount amount,
            Origin origin,
            Amount disputed,
            Amount chargeback,
            Amount limit,
            Amount held,
            List<Release> releases,
            List<Reversed> reversals) {
        static Line of(HoldLine line, List<HoldRelease> releases, List<Reversal> reversals) {
            return new Line(
                    line.number(),
                    line.contract() == null ? null : line.contract().value(),
                    Amount.of(line.amount()),
                    line.origin(),
                    Amount.of(line.disputed()),
                    Amount.of(line.chargeback()),
                    Amount.of(line.disputed().plus(line.chargeback())),
                    Amount.of(line.open()),
                    releases.stream().map(Release::of).toList(),
                    reversals.stream()
                            .filter(one -> one.line().equals(line.place()) && one.stands())
                            .map(Reversed::of)
                            .toList());
        }
    }

    /** What is held of an account now. @param caseNumber absent where the caller may not know of a confidential case */
    record Held(
            @Nullable String caseNumber,
            String measureId,
            int line,
            @Nullable String contractId,
            Amount amount,
            Origin origin,
            Instant since) {
        static Held of(HoldLine line) {
            return new Held(
                    NeedToKnow.covers(line.ground()) ? line.caseNumber().value() : null,
                    line.measureId().value(),
                    line.number(),
                    line.contract() == null ? null : line.contract().value(),
                    Amount.of(line.open()),
                    line.origin(),
                    line.placedAt());
        }
    }

    private HoldView() {}
}
