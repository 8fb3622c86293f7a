package org.fairhold.process.form;

import static org.fairhold.process.Variables.MEDIATION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.mediation.Mediations;
import org.springframework.stereotype.Component;

/** What we told the body that looks at our decision, or helps the parties. */
@Component
@Fields({"reasonForPerson", "note"})
class AnswerBody implements DeskForm {
    private static final int TEXT_MIN = 20;

    private final Decisions decisions;
    private final Mediations mediations;

    AnswerBody(Decisions decisions, Mediations mediations) {
        this.decisions = decisions;
        this.mediations = mediations;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var told = answers.text("reasonForPerson", TEXT_MIN);
        mediations.answer(
                MEDIATION.in(task), decisions.record(by, "ANSWERED", null, told, answers.optionalText("note")));
    }
}
