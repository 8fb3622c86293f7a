package org.fairhold.process.form;

import static org.fairhold.process.Variables.BODY;
import static org.fairhold.process.Variables.OUTCOME;
import static org.fairhold.process.Variables.REFUND_ASKED;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.casework.Signature;
import org.fairhold.dispute.Disputes;
import org.fairhold.dispute.Disputes.Found;
import org.fairhold.dispute.Outcome;
import org.fairhold.funds.Amounts;
import org.fairhold.mediation.Mediations;
import org.fairhold.money.Money;
import org.fairhold.outside.Body;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came out of a dispute after both were heard, with a text for each of them. */
@Component
@Fields({"outcome", "body", "refund", "agreedText", "reasonForFreelancer", "reasonForClient"})
class DecideOutcome implements DeskForm {
    private static final int TEXT_MIN = 20;

    /** {@code USD 60.00} */
    private static final Pattern AMOUNT = Pattern.compile("([A-Z]{3})\\s+(\\S+)");

    private static final Pattern NOTHING = Pattern.compile("0+(\\.0+)?");

    private enum Choice {
        AGREED,
        FOUND_FOR_FREELANCER,
        FOUND_FOR_CLIENT,
        MEDIATION
    }

    private static final String NOBODY = "NONE";

    private final Disputes disputes;
    private final Mediations mediations;

    DecideOutcome(Disputes disputes, Mediations mediations) {
        this.disputes = disputes;
        this.mediations = mediations;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var outcome = Outcome.valueOf(answers.choice("outcome", Choice.class).name());
        var body = body(outcome, answers.optionalText("body"));
        var refund = answers.optionalText("refund");
        var agreed = answers.optionalText("agreedText");
        var recorded = disputes.decide(
                by,
                new Found(
                        outcome,
                        amount(outcome, refund),
                        answers.text("reasonForFreelancer", TEXT_MIN),
                        answers.text("reasonForClient", TEXT_MIN),
                        agreed(outcome, agreed)));
        OUTCOME.set(task, outcome.name());
        REFUND_ASKED.set(task, recorded.asksForRefund());
        BODY.set(task, body);
    }

    /** Where none is named, both chose one together. */
    private String body(Outcome outcome, @Nullable String typed) {
        if (outcome != Outcome.MEDIATION) {
            if (typed != null) {
                throw Refused.invalid("body", "Only a mediation has a mediator. Leave it empty.");
            }
            return NOBODY;
        }
        var body = typed == null ? Body.Kind.CHOSEN_BY_BOTH.name() : typed;
        mediations.requireKnown(body);
        return body;
    }

    /** An agreement says how much goes back, also where it is nothing; a finding for the client always more. */
    static @Nullable Money amount(Outcome outcome, @Nullable String typed) {
        if (outcome != Outcome.AGREED && outcome != Outcome.FOUND_FOR_CLIENT) {
            if (typed != null) {
                throw Refused.invalid("refund", "Nothing goes back with this outcome. Leave the amount empty.");
            }
            return null;
        }
        if (typed == null) {
            throw Refused.invalid("refund", "Write how much goes back to the client, such as USD 60.00.");
        }
        if (outcome == Outcome.AGREED && NOTHING.matcher(typed).matches()) {
            return null;
        }
        var parts = AMOUNT.matcher(typed);
        if (!parts.matches()) {
            throw Refused.invalid("refund", "Write currency and amount, such as USD 60.00; 0 where nothing goes back.");
        }
        return Amounts.typed("refund", parts.group(1), parts.group(2));
    }

    static @Nullable String agreed(Outcome outcome, @Nullable String text) {
        if (outcome != Outcome.AGREED) {
            return null;
        }
        if (text == null || text.length() < TEXT_MIN) {
            throw Refused.invalid("agreedText", "Quote what both said they agree to, in at least 20 characters.");
        }
        return text;
    }
}
