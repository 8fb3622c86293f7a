package org.fairhold.process.violation;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.measure.OnRecord;
import org.fairhold.policy.ClauseCode;
import org.springframework.stereotype.Component;

/** Counts what stands on the person's record before anybody is asked. */
@Component
class GatherFacts implements JavaDelegate {
    private final Cases cases;
    private final OnRecord record;

    GatherFacts(Cases cases, OnRecord record) {
        this.cases = cases;
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var about = cases.get(caseOf(execution));
        var count = record.of(about.subjectId(), new ClauseCode(CLAUSE.in(execution)), about.number());
        STRIKES.set(execution, count.strikes());
    }
}
