package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Measure;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

/** Running disputes from before mediations had a diagram of their own come here. */
@Component
@Step(does = "Keeps the hold for the time of a mediation, which is due when it ends.", sets = "mediationBy")
class KeepHold implements JavaDelegate {
    private final Holds holds;

    KeepHold(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        holds.inForce(caseOf(execution)).map(Measure::endsAt).ifPresent(end -> MEDIATION_BY.set(execution, end));
    }
}
