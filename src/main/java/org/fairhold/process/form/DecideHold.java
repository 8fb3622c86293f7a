package org.fairhold.process.form;

import static org.fairhold.process.Variables.HOLD_DECISION;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.contract.ContractId;
import org.fairhold.funds.Amounts;
import org.fairhold.funds.Chosen;
import org.fairhold.funds.Holds;
import org.fairhold.marketplace.Command.Origin;
import org.springframework.stereotype.Component;

/** Whether money is held, how much of each contract, and from where. */
@Component
@Fields({"holdDecision", "origin", "holdLines", "reasonForPerson"})
class DecideHold implements DeskForm {
    private static final int REASON_MIN = 20;

    /** {@code k-17 USD 60.00}, and PENDING or AVAILABLE where a line differs from the rest. */
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([A-Z]{3})\\s+(\\S+)(?:\\s+(PENDING|AVAILABLE))?");

    private enum Choice {
        PROPOSED,
        LESS,
        NONE
    }

    private final Holds holds;
    private final Decisions decisions;

    DecideHold(Holds holds, Decisions decisions) {
        this.holds = holds;
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("holdDecision", Choice.class);
        var reason = answers.text("reasonForPerson", REASON_MIN);
        if (choice == Choice.NONE) {
            decisions.record(by, choice.name(), null, null, reason);
            HOLD_DECISION.set(task, choice.name());
            return;
        }
        var origin = answers.choice("origin", Origin.class);
        holds.decide(by, choice == Choice.PROPOSED ? proposed(by, origin) : typed(answers, origin), reason);
        HOLD_DECISION.set(task, "HOLD");
    }

    private List<Chosen> proposed(Signature by, Origin origin) {
        var proposal = holds.proposal(by.caseNumber());
        if (proposal.isEmpty()) {
            throw Refused.invalid(
                    "holdDecision", "Nothing is disputed or charged back any more; there is nothing to hold.");
        }
        return proposal.stream()
                .map(exposure -> new Chosen(exposure.contract(), exposure.free(), origin))
                .toList();
    }

    private static List<Chosen> typed(Answers answers, Origin origin) {
        List<Chosen> chosen = new ArrayList<>();
        answers.text("holdLines", 1).lines().filter(line -> !line.isBlank()).forEach(line -> {
            var parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw Refused.invalid(
                        "holdLines",
                        "Write one line for each contract: contract, currency, amount, such as k-17 USD 60.00.");
            }
            var own = parts.group(4);
            var one = new Chosen(
                    new ContractId(parts.group(1)),
                    Amounts.typed("holdLines", parts.group(2), parts.group(3)),
                    own == null ? origin : Origin.valueOf(own));
            if (chosen.stream().anyMatch(other -> sameLine(other, one))) {
                throw Refused.invalid("holdLines", "Contract %s is there twice.".formatted(one.contract()));
            }
            chosen.add(one);
        });
        return chosen;
    }

    private static boolean sameLine(Chosen one, Chosen other) {
        return one.contract().equals(other.contract())
                && one.origin() == other.origin()
                && one.amount().currency().equals(other.amount().currency());
    }
}
