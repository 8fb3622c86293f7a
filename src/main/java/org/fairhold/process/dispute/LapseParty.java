package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.account.Role;
import org.fairhold.dispute.Disputes;
import org.fairhold.process.Step;
import org.fairhold.process.step.StepName;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Records that a party did not answer in time; which one is in the name of the step.")
class LapseParty implements JavaDelegate {
    private final Disputes disputes;

    LapseParty(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disputes.lapse(caseOf(execution), StepName.of(execution).as(Role.class));
    }
}
