package org.fairhold.process.form;

import static org.fairhold.process.Variables.MESSAGE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.line.CaseMessages;
import org.springframework.stereotype.Component;

/** What is answered to a message, or why it needs no letter of its own. */
@Component
@Fields({"messageOutcome", "reasonForPerson", "note"})
class AnswerMessage implements DeskForm {
    private static final int TEXT_MIN = 10;

    private enum Choice {
        ANSWER,
        NO_LETTER
    }

    private final Decisions decisions;
    private final CaseMessages messages;

    AnswerMessage(Decisions decisions, CaseMessages messages) {
        this.decisions = decisions;
        this.messages = messages;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("messageOutcome", Choice.class);
        var decision = choice == Choice.ANSWER
                ? decisions.record(
                        by,
                        choice.name(),
                        null,
                        answers.text("reasonForPerson", TEXT_MIN),
                        answers.optionalText("note"))
                : decisions.record(by, choice.name(), null, null, answers.text("note", TEXT_MIN));
        messages.answer(MESSAGE.in(task), decision);
    }
}
