package org.fairhold.process.takeover;

import static org.fairhold.process.Variables.OWNER_PROVEN;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Step;
import org.fairhold.takeover.OwnerProofs;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Finds out whether the owner has proven who they are.",
        sets = {"ownerProven"})
class CheckProof implements JavaDelegate {
    private final OwnerProofs proofs;

    CheckProof(OwnerProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OWNER_PROVEN.set(execution, proofs.proven(caseOf(execution)));
    }
}
