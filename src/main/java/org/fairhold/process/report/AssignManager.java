package org.fairhold.process.report;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Intake;
import org.fairhold.process.Step;
import org.fairhold.process.access.Clearance;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Gives the case its manager and lets its process begin.")
class AssignManager implements JavaDelegate {
    private final Cases cases;
    private final Intake intake;
    private final Clearance clearance;

    AssignManager(Cases cases, Intake intake, Clearance clearance) {
        this.cases = cases;
        this.intake = intake;
        this.clearance = clearance;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.assignManager(caseOf(execution), clearance.managers(caseOf(execution)));
        intake.announce(caseOf(execution));
    }
}
