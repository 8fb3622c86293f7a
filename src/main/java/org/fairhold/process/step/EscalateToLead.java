package org.fairhold.process.step;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.process.Step;
import org.fairhold.process.access.Clearance;
import org.fairhold.process.desk.LateTasks;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Adds the leads' queue to every step of this process that is late, raises its priority and reminds.")
class EscalateToLead implements JavaDelegate {
    private final Cases cases;
    private final LateTasks lateTasks;
    private final Clearance clearance;

    EscalateToLead(Cases cases, LateTasks lateTasks, Clearance clearance) {
        this.cases = cases;
        this.lateTasks = lateTasks;
        this.clearance = clearance;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lateTasks
                .hand(execution.getProcessInstanceId())
                .forEach(late ->
                        cases.escalate(caseOf(execution), late.step(), late.due(), clearance.leads(caseOf(execution))));
    }
}
