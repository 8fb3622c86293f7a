package org.fairhold.process.mediation;

import static org.fairhold.process.Variables.BODY_ANSWER_BY;
import static org.fairhold.process.Variables.BODY_ANSWER_DAYS;
import static org.fairhold.process.Variables.BODY_LEAD_DAYS;
import static org.fairhold.process.Variables.MEDIATION;
import static org.fairhold.process.Variables.MEDIATION_BY;
import static org.fairhold.process.Variables.MEDIATION_DAYS;
import static org.fairhold.process.Variables.RESULT_BY;
import static org.fairhold.process.Variables.RESULT_DAYS;
import static org.fairhold.process.Variables.days;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.mediation.Mediations;
import org.fairhold.mediation.Mediations.Terms;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Sets the days of a mediation: when we want to have answered the body, before it has waited too long, and when its result is due. The person, or both parties, are told.",
        reads = {"mediation", "bodyAnswerDays", "bodyLeadDays", "resultDays", "mediationDays"},
        sets = {"bodyAnswerBy", "resultBy", "mediationBy"})
class PlanMediation implements JavaDelegate {
    private final Mediations mediations;

    PlanMediation(Mediations mediations) {
        this.mediations = mediations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var opened = mediations.get(MEDIATION.in(execution));
        var result = opened.ofDispute() ? days(MEDIATION_DAYS, execution) : days(RESULT_DAYS, execution);
        var planned = mediations.plan(opened.number(), new Terms(days(BODY_ANSWER_DAYS, execution), result));
        var resultDue = Objects.requireNonNull(planned.resultDue());
        BODY_ANSWER_BY.set(execution, planned.toldAt().plus(days(BODY_LEAD_DAYS, execution)));
        RESULT_BY.set(execution, resultDue);
        MEDIATION_BY.set(execution, resultDue);
    }
}
