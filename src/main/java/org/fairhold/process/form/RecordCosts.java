package org.fairhold.process.form;

import static org.fairhold.process.Variables.MEDIATION;
import static org.fairhold.process.Variables.OUR_SHARE_PERCENT;

import java.util.Currency;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.funds.Amounts;
import org.fairhold.mediation.MediationCosts;
import org.fairhold.mediation.MediationCosts.Cost;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a body asks for, and who bears it. */
@Component
@Fields({"fees", "ours", "personsCosts", "reimbursed", "reasonForPerson"})
class RecordCosts implements DeskForm {
    private static final int TEXT_MIN = 20;

    /** {@code EUR 95.00} */
    private static final Pattern AMOUNT = Pattern.compile("([A-Z]{3})\\s+(\\S+)");

    private static final Pattern NOTHING = Pattern.compile("0+(\\.0+)?");

    private final Decisions decisions;
    private final MediationCosts costs;

    RecordCosts(Decisions decisions, MediationCosts costs) {
        this.decisions = decisions;
        this.costs = costs;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var fees = amount("fees", answers.text("fees", 1), null);
        var currency = fees.currency();
        var cost = new Cost(
                fees,
                amount("ours", answers.text("ours", 1), currency),
                amount("personsCosts", answers.optionalText("personsCosts"), currency),
                amount("reimbursed", answers.optionalText("reimbursed"), currency));
        var typed = answers.optionalText("reasonForPerson");
        var reason = typed == null ? null : answers.text("reasonForPerson", TEXT_MIN);
        var percent = OUR_SHARE_PERCENT.in(task);
        var number = MEDIATION.in(task);
        costs.requireFair(number, cost, percent, reason);
        costs.record(number, cost, percent, decisions.record(by, "RECORDED", null, reason, null));
    }

    /** Nothing typed is nothing; the rest is in the currency of the fee. */
    private static Money amount(String field, @Nullable String typed, @Nullable Currency currency) {
        var parts = AMOUNT.matcher(typed == null ? "" : typed);
        if (currency != null && (typed == null || NOTHING.matcher(typed).matches())) {
            return new Money(0, currency);
        }
        if (!parts.matches()) {
            throw Refused.invalid(field, "Write currency and amount, such as EUR 95.00; EUR 0 where it costs nothing.");
        }
        if (currency != null && !parts.group(1).equals(currency.getCurrencyCode())) {
            throw Refused.invalid(field, "Write it in %s, as the fee.".formatted(currency.getCurrencyCode()));
        }
        if (NOTHING.matcher(parts.group(2)).matches()) {
            return new Money(0, Amounts.typed(field, parts.group(1), "1").currency());
        }
        return Amounts.typed(field, parts.group(1), parts.group(2));
    }
}
