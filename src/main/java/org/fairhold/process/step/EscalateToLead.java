package org.fairhold.process.step;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.process.Step;
import org.fairhold.process.desk.LateTasks;
import org.fairhold.process.desk.Staff;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Adds the leads' queue to every step of this process that is late, raises its priority and reminds.")
class EscalateToLead implements JavaDelegate {
    private final Cases cases;
    private final LateTasks lateTasks;
    private final Staff staff;

    EscalateToLead(Cases cases, LateTasks lateTasks, Staff staff) {
        this.cases = cases;
        this.lateTasks = lateTasks;
        this.staff = staff;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lateTasks
                .hand(execution.getProcessInstanceId())
                .forEach(late -> cases.escalate(caseOf(execution), late.step(), late.due(), staff.onDuty(Staff.LEADS)));
    }
}
