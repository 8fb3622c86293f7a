package org.fairhold.process.fraud;

import static org.fairhold.process.Variables.FREEZE_ANYWAY;
import static org.fairhold.process.Variables.FREEZE_WITHIN_MINUTES;
import static org.fairhold.process.Variables.caseOf;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Deadlines;
import org.fairhold.fraud.AccountBalances;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Asks the marketplace what the account has, and until when a freeze waits for that.",
        reads = {"freezeWithinMinutes"},
        sets = {"freezeAnyway"})
class AskBalances implements JavaDelegate {
    private final AccountBalances accountBalances;
    private final Deadlines deadlines;

    AskBalances(AccountBalances accountBalances, Deadlines deadlines) {
        this.accountBalances = accountBalances;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        accountBalances.ask(caseOf(execution));
        FREEZE_ANYWAY.set(execution, deadlines.in(Duration.ofMinutes(FREEZE_WITHIN_MINUTES.in(execution))));
    }
}
