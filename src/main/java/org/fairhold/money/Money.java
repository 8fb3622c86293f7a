package org.fairhold.money;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of one currency.
 *
 * @param minor the amount in the currency's smallest unit (cents for USD, yen for JPY)
 */
public record Money(long minor, Currency currency) {
    public static Money of(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode));
    }

    /** Throws ArithmeticException on overflow and IllegalArgumentException when the currencies differ. */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, inSameCurrency(other).minor), currency);
    }

    /** Throws ArithmeticException on overflow and IllegalArgumentException when the currencies differ. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, inSameCurrency(other).minor), currency);
    }

    /** The amount as people write it, with exactly the digits that the currency has; for reading, never to calculate with. */
    public BigDecimal inUnits() {
        return BigDecimal.valueOf(minor, digits(currency));
    }

    /** How many digits an amount of that currency has behind the point. */
    public static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    private Money inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s is not %s".formatted(other.currency, currency));
        }
        return other;
    }
}
