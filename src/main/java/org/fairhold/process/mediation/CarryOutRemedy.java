package org.fairhold.process.mediation;

import static org.fairhold.process.Variables.FEE_FREE_DAYS;
import static org.fairhold.process.Variables.LOST_DAYS;
import static org.fairhold.process.Variables.MEASURE;
import static org.fairhold.process.Variables.MEDIATION;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.mediation.Mediations;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Carries out what was decided about a result against us: the measure ends, a milder one takes its place, or the person reads why it stays.",
        reads = {"mediation", "lostDays", "feeFreeDays"},
        sets = "measure")
class CarryOutRemedy implements JavaDelegate {
    private static final String NONE = "NONE";

    private final Mediations mediations;

    CarryOutRemedy(Mediations mediations) {
        this.mediations = mediations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var milder = mediations.carryOut(MEDIATION.in(execution), LOST_DAYS.in(execution), FEE_FREE_DAYS.in(execution));
        MEASURE.set(execution, milder == null ? NONE : milder.name());
    }
}
