package org.fairhold.process.form;

import static org.fairhold.process.Variables.SIGNATURE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.measure.Conditions;
import org.springframework.stereotype.Component;

/** The second signature under a refusal, by somebody else than refused. */
@Component
@Fields({"signature", "note"})
class SignRefusal implements DeskForm {
    private static final int TEXT_MIN = 10;

    private enum Choice {
        SIGN,
        RETURN
    }

    private final Decisions decisions;
    private final Conditions conditions;

    SignRefusal(Decisions decisions, Conditions conditions) {
        this.decisions = decisions;
        this.conditions = conditions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("signature", Choice.class);
        if (choice == Choice.SIGN) {
            conditions.requireSecondPerson(by.caseNumber(), by.by());
        }
        decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        SIGNATURE.set(task, choice.name());
    }
}
