package org.fairhold.process.measure;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Enforcement.WarningTerms;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Warns, with the statement and the lesson, in one transaction.",
        reads = {"acknowledgementDays", "expiryDays"},
        sets = {"acknowledgementDue", "measureEnds"})
class IssueWarning implements JavaDelegate {
    private final Enforcement enforcement;

    IssueWarning(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var warned = enforcement.warn(
                caseOf(execution),
                new WarningTerms(days(ACKNOWLEDGEMENT_DAYS, execution), days(EXPIRY_DAYS, execution)));
        ACKNOWLEDGEMENT_DUE.set(execution, warned.acknowledgementDue());
        MEASURE_ENDS.set(execution, warned.endsAt());
    }
}
