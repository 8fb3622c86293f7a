package org.fairhold.process.violation;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.measure.OnRecord;
import org.fairhold.policy.ClauseCode;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Counts what stands on the person's record, for the table that proposes.",
        reads = "clause",
        sets = {"sameClauseStrikes", "strikes", "violationShare"})
class CountHistory implements JavaDelegate {
    private final Cases cases;
    private final OnRecord record;

    CountHistory(Cases cases, OnRecord record) {
        this.cases = cases;
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var about = cases.get(caseOf(execution));
        var count = record.of(about.subjectId(), new ClauseCode(CLAUSE.in(execution)), about.number());
        STRIKES.set(execution, count.strikes());
        SAME_CLAUSE_STRIKES.set(execution, count.sameClauseStrikes());
        VIOLATION_SHARE.set(execution, count.violationShare());
    }
}
