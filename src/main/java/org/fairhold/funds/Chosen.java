package org.fairhold.funds;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;

/** What a human chose to hold of one contract's money. */
public record Chosen(ContractId contract, Money amount, Origin origin) {
    /** {@code k-17 USD 60.00}, and PENDING or AVAILABLE where a line differs from the rest. */
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9._:-]{1,64})\\s+([A-Z]{3})\\s+(\\S+)(?:\\s+(PENDING|AVAILABLE))?");

    /** What somebody typed, one line for each contract. Refused as INVALID, naming the field, where a line cannot be meant. */
    public static List<Chosen> typed(String field, String text, Origin origin) {
        List<Chosen> chosen = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw unreadable(field);
            }
            var own = parts.group(4);
            var one = new Chosen(
                    new ContractId(parts.group(1)),
                    Amounts.typed(field, parts.group(2), parts.group(3)),
                    own == null ? origin : Origin.valueOf(own));
            if (chosen.stream().anyMatch(one::isSameLine)) {
                throw Refused.invalid(field, "Contract %s is there twice.".formatted(one.contract()));
            }
            chosen.add(one);
        });
        if (chosen.isEmpty()) {
            throw unreadable(field);
        }
        return chosen;
    }

    private static Refused unreadable(String field) {
        return Refused.invalid(
                field, "Write one line for each contract: contract, currency, amount, such as k-17 USD 60.00.");
    }

    private boolean isSameLine(Chosen other) {
        return contract.equals(other.contract)
                && origin == other.origin
                && amount.currency().equals(other.amount.currency());
    }
}
