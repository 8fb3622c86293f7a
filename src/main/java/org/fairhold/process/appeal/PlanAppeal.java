package org.fairhold.process.appeal;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.APPEAL_DECISION_BY;
import static org.fairhold.process.Variables.APPEAL_DECISION_DAYS;
import static org.fairhold.process.Variables.APPEAL_DECISION_LEAD_AT;
import static org.fairhold.process.Variables.LEAD_DAYS;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.appeal.Appeals;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Sets the days of an appeal, all from the day on which it was lodged: the working day on which we want to answer, and the day on which the lead hears of it. A question to the person moves neither.",
        reads = {"appeal", "appealDecisionDays", "leadDays"},
        sets = {"appealDecisionBy", "appealDecisionLeadAt"})
class PlanAppeal implements JavaDelegate {
    private final Appeals appeals;

    PlanAppeal(Appeals appeals) {
        this.appeals = appeals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var appeal = appeals.get(APPEAL.in(execution));
        APPEAL_DECISION_BY.set(execution, appeals.target(appeal, APPEAL_DECISION_DAYS.in(execution)));
        APPEAL_DECISION_LEAD_AT.set(execution, appeal.lodgedAt().plus(days(LEAD_DAYS, execution)));
    }
}
