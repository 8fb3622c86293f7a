package org.fairhold.funds;

import java.util.Currency;
import org.fairhold.contract.ContractId;
import org.fairhold.money.Money;

/**
 * What a contract puts at stake in one currency: what is disputed, plus what a bank has documented as charged back.
 *
 * @param heldMinor what open lines hold for it already, in whatever case
 */
public record Exposure(
        ContractId contract, Currency currency, long disputedMinor, long chargebackMinor, long heldMinor) {
    /** The most that may be held for the contract (never-rule 6). */
    public long limitMinor() {
        return Math.addExact(disputedMinor, chargebackMinor);
    }

    public Money disputed() {
        return new Money(disputedMinor, currency);
    }

    public Money chargeback() {
        return new Money(chargebackMinor, currency);
    }

    /** What may be held in addition. */
    public Money free() {
        return new Money(Math.max(0, limitMinor() - heldMinor), currency);
    }
}
