package org.fairhold.process.closure;

import static org.fairhold.process.Variables.CLOSURE_SIGNATURE;
import static org.fairhold.process.Variables.SIGNATURE_NEEDED;
import static org.fairhold.process.Variables.caseOf;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Closures;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Looks whether the closure that was decided needs a second signature.",
        sets = {"closureSignature", "signatureNeeded"})
class CheckSignature implements JavaDelegate {
    /** An earlier answer was about another decision. */
    private static final String NOBODY_YET = "NONE";

    private final Closures closures;

    CheckSignature(Closures closures) {
        this.closures = closures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CLOSURE_SIGNATURE.set(execution, NOBODY_YET);
        SIGNATURE_NEEDED.set(execution, closures.toSign(caseOf(execution)));
    }
}
