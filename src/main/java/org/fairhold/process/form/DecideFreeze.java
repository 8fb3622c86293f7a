package org.fairhold.process.form;

import static org.fairhold.process.Variables.FREEZE_DECISION;

import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Freezes;
import org.fairhold.fraud.Freezes.Withholding;
import org.fairhold.fraud.WithheldPart.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the account is frozen now, and what its statement does not say yet. */
@Component
@Fields({"freezeDecision", "reasonForPerson", "note", "withhold", "withholdReason", "lookAgainDays"})
class DecideFreeze implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        FREEZE,
        NO_FREEZE
    }

    private enum Withheld {
        NOTHING,
        FACTS,
        SOURCE,
        FACTS_AND_SOURCE
    }

    private final Freezes freezes;

    DecideFreeze(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("freezeDecision", Choice.class);
        var note = answers.text("note", TEXT_MIN);
        if (choice == Choice.FREEZE) {
            freezes.decide(by, answers.text("reasonForPerson", TEXT_MIN), note, withholding(answers));
        } else {
            freezes.decline(by, note);
        }
        FREEZE_DECISION.set(task, choice.name());
    }

    private static @Nullable Withholding withholding(Answers answers) {
        var parts =
                switch (answers.choice("withhold", Withheld.class)) {
                    case NOTHING -> List.<Part>of();
                    case FACTS -> List.of(Part.FACTS);
                    case SOURCE -> List.of(Part.SOURCE);
                    case FACTS_AND_SOURCE -> List.of(Part.FACTS, Part.SOURCE);
                };
        return parts.isEmpty()
                ? null
                : new Withholding(parts, answers.text("withholdReason", TEXT_MIN), answers.days("lookAgainDays"));
    }
}
