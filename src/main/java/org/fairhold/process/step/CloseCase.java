package org.fairhold.process.step;

import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Closes the case; how is in the name of the step.")
class CloseCase implements JavaDelegate {
    private final Cases cases;

    CloseCase(Cases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.close(caseOf(execution), StepName.of(execution).closing());
    }
}
