package org.fairhold.process.report;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Intake;
import org.fairhold.process.Step;
import org.fairhold.process.desk.Staff;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Gives the case its manager and lets its process begin.")
class AssignManager implements JavaDelegate {
    private final Cases cases;
    private final Intake intake;
    private final Staff staff;

    AssignManager(Cases cases, Intake intake, Staff staff) {
        this.cases = cases;
        this.intake = intake;
        this.staff = staff;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.assignManager(caseOf(execution), staff.onDuty(Staff.ANALYSTS));
        intake.announce(caseOf(execution));
    }
}
