package org.fairhold.process.form;

import static org.fairhold.process.Variables.FINDING;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Investigation;
import org.springframework.stereotype.Component;

/** What the investigation found, and which other accounts belong to it. */
@Component
@Fields({"finding", "findingText", "linkedAccounts"})
class InvestigateFraud implements DeskForm {
    private static final int TEXT_MIN = 40;

    private enum Choice {
        NONE,
        VIOLATION
    }

    private final Investigation investigation;

    InvestigateFraud(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var isFraud = answers.choice("finding", Choice.class) == Choice.VIOLATION;
        investigation.find(by, isFraud, answers.text("findingText", TEXT_MIN), linked(answers));
        FINDING.set(task, isFraud ? Choice.VIOLATION.name() : Choice.NONE.name());
    }

    private static Set<AccountId> linked(Answers answers) {
        var typed = answers.optionalText("linkedAccounts");
        if (typed == null) {
            return Set.of();
        }
        return typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(InvestigateFraud::account)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static AccountId account(String typed) {
        if (!typed.matches("[A-Za-z0-9._:-]{1,64}")) {
            throw Refused.invalid("linkedAccounts", "Write one account id a line, and nothing else.");
        }
        return new AccountId(typed);
    }
}
