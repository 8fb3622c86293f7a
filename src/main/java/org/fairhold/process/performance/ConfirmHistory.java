package org.fairhold.process.performance;

import static org.fairhold.process.Variables.HISTORY_CONSISTENT;
import static org.fairhold.process.Variables.HISTORY_RULE;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecords.Verdict;
import org.fairhold.process.Step;
import org.fairhold.process.Tables;
import org.fairhold.process.step.StepName;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Keeps what the table said to the record. Below the floors no history is consistent, whatever it said.",
        reads = {"historyConsistent", "historyRule"},
        sets = "historyConsistent")
class ConfirmHistory implements JavaDelegate {
    private final Performance performance;
    private final Tables tables;

    ConfirmHistory(Performance performance, Tables tables) {
        this.performance = performance;
        this.tables = tables;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var said = new Verdict(
                HISTORY_CONSISTENT.in(execution),
                HISTORY_RULE.in(execution),
                tables.version(StepName.tableBefore(execution)));
        HISTORY_CONSISTENT.set(execution, performance.judge(caseOf(execution), said));
    }
}
