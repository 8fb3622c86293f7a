package org.fairhold.funds;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.money.Money;

/** Amounts as staff type and read them: {@code USD 60.00}, with exactly the digits that the currency has. */
public final class Amounts {
    private static final Pattern TYPED = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,4})?");

    private Amounts() {}

    public static String plain(Money amount) {
        return "%s %s"
                .formatted(amount.currency().getCurrencyCode(), amount.inUnits().toPlainString());
    }

    /** Refused as INVALID for anything but an amount above zero in a currency that there is. */
    public static Money typed(String field, String currencyCode, String amount) {
        if (!TYPED.matcher(amount).matches()) {
            throw Refused.invalid(field, "Write an amount such as 60.00, not \"%s\".".formatted(amount));
        }
        try {
            var currency = Currency.getInstance(currencyCode);
            var minor = new BigDecimal(amount)
                    .movePointRight(Money.digits(currency))
                    .longValueExact();
            if (minor <= 0) {
                throw Refused.invalid(field, "An amount is above zero.");
            }
            return new Money(minor, currency);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid(field, "Write a currency such as USD, not \"%s\".".formatted(currencyCode));
        } catch (ArithmeticException e) {
            throw Refused.invalid(field, "%s has no such amount as %s.".formatted(currencyCode, amount));
        }
    }
}
