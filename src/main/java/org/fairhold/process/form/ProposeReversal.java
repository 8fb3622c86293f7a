package org.fairhold.process.form;

import static org.fairhold.process.Variables.REVERSAL_PROPOSAL;

import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.contract.ContractId;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.funds.Amounts;
import org.fairhold.funds.Reversals;
import org.fairhold.funds.Reversals.Part;
import org.fairhold.marketplace.Command.Origin;
import org.springframework.stereotype.Component;

/** What goes back to which client after confirmed fraud, and what shows it. */
@Component
@Fields({"reversalProposal", "reversalLines", "evidence", "reasonForPerson"})
class ProposeReversal implements DeskForm {
    private static final int TEXT_MIN = 20;

    /** {@code k-17 USD 60.00}, and PENDING or AVAILABLE where it matters. */
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([A-Z]{3})\\s+(\\S+)(?:\\s+(PENDING|AVAILABLE))?");

    private enum Choice {
        REVERSE,
        NOTHING
    }

    private final Reversals reversals;
    private final Decisions decisions;
    private final FraudTeam team;

    ProposeReversal(Reversals reversals, Decisions decisions, FraudTeam team) {
        this.reversals = reversals;
        this.decisions = decisions;
        this.team = team;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("reversalProposal", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        var evidence = answers.text("evidence", TEXT_MIN);
        if (choice == Choice.REVERSE) {
            reversals.request(by, parts(answers), reason, evidence);
        } else {
            team.requireMember(by.by());
            decisions.record(by, choice.name(), null, reason, evidence);
        }
        REVERSAL_PROPOSAL.set(task, choice.name());
    }

    private static List<Part> parts(Answers answers) {
        return answers.text("reversalLines", 1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ProposeReversal::part)
                .toList();
    }

    private static Part part(String line) {
        var typed = LINE.matcher(line);
        if (!typed.matches() || !typed.group(1).matches("[A-Za-z0-9._:-]{1,64}")) {
            throw Refused.invalid(
                    "reversalLines",
                    "Write one line for each contract whose client gets money back: contract, currency, amount, such as k-17 USD 60.00.");
        }
        return new Part(
                new ContractId(typed.group(1)),
                Amounts.typed("reversalLines", typed.group(2), typed.group(3)),
                typed.group(4) == null ? null : Origin.valueOf(typed.group(4)));
    }
}
