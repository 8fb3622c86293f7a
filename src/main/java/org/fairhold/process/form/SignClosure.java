package org.fairhold.process.form;

import static org.fairhold.process.Variables.CLOSURE_SIGNATURE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.casework.Signature;
import org.fairhold.measure.Closures;
import org.springframework.stereotype.Component;

/** The second signature under a closure at once, by somebody else than decided it. */
@Component
@Fields({"closureSignature", "note"})
class SignClosure implements DeskForm {
    private static final int TEXT_MIN = 10;

    private enum Choice {
        SIGN,
        RETURN
    }

    private final Decisions decisions;
    private final Review review;
    private final Closures closures;

    SignClosure(Decisions decisions, Review review, Closures closures) {
        this.decisions = decisions;
        this.review = review;
        this.closures = closures;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("closureSignature", Choice.class);
        closures.requireSecondPerson(by.caseNumber(), by.by());
        var decision = decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        if (choice == Choice.SIGN) {
            closures.sign(by.caseNumber(), decision);
        } else {
            review.reconsider(by.caseNumber());
        }
        CLOSURE_SIGNATURE.set(task, choice.name());
    }
}
