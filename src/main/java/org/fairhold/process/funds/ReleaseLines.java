package org.fairhold.process.funds;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Gives back the lines of contracts that ended otherwise than completed and undisputed.")
class ReleaseLines implements JavaDelegate {
    private final Holds holds;

    ReleaseLines(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        holds.releaseDecided(caseOf(execution));
    }
}
