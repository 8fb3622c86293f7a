package org.fairhold.funds;

import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.measure.MeasureId;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one hold keeps back of one contract's money. It stays its holder's.
 *
 * @param contract null only in fraud and takeover
 * @param disputedMinor what was disputed when it was placed, in the line's currency
 * @param chargebackMinor what was charged back then
 * @param openMinor what it still holds
 * @param commandKey under which the marketplace was asked to hold it
 */
public record HoldLine(
        MeasureId measureId,
        int number,
        CaseNumber caseNumber,
        Ground ground,
        AccountId holder,
        @Nullable ContractId contract,
        Money amount,
        Origin origin,
        long disputedMinor,
        long chargebackMinor,
        long openMinor,
        Instant placedAt,
        String commandKey) {
    public Money open() {
        return new Money(openMinor, amount.currency());
    }

    public Money disputed() {
        return new Money(disputedMinor, amount.currency());
    }

    public Money chargeback() {
        return new Money(chargebackMinor, amount.currency());
    }

    /** Where the marketplace keeps it. */
    public Line place() {
        return new Line(measureId.value(), number);
    }
}
