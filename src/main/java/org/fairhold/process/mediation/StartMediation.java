package org.fairhold.process.mediation;

import static org.fairhold.process.Variables.BODY;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.mediation.Mediations;
import org.fairhold.outside.Body;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Hands the dispute to its mediation, at the mediator that the outcome names.", reads = "body")
class StartMediation implements JavaDelegate {
    private final Mediations mediations;

    StartMediation(Mediations mediations) {
        this.mediations = mediations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var unused = mediations.openForDispute(
                caseOf(execution), BODY.find(execution).orElse(Body.Kind.CHOSEN_BY_BOTH.name()));
    }
}
