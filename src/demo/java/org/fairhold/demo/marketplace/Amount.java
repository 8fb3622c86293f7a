package org.fairhold.demo.marketplace;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Currency;
import org.fairhold.Refused;
import org.fairhold.money.Money;

/** Money as the marketplace's calls write it. */
record Amount(@NotNull @Min(1) @Max(Books.MINOR_MAX) Long amountMinor, @NotBlank String currency) {
    static Amount of(long minor, Currency currency) {
        return new Amount(minor, currency.getCurrencyCode());
    }

    /** Refused where nobody knows the currency, or its digits. */
    Money toMoney() {
        try {
            var known = Currency.getInstance(currency);
            if (known.getDefaultFractionDigits() >= 0) {
                return new Money(amountMinor, known);
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as one without digits is.
        }
        throw Refused.invalid("amount.currency", "Send three capital letters of ISO 4217, such as USD.");
    }
}
