package org.fairhold.process.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.casework.Signature;
import org.fairhold.takeover.Recovery;
import org.fairhold.takeover.Recovery.Outcome;
import org.springframework.stereotype.Component;

/** What becomes of each thing that was changed while somebody else may have had the account. */
@Component
@Fields({"changeDecision", "changeLines", "note"})
class DecideChanges implements DeskForm {
    private static final int TEXT_MIN = 20;
    private static final Pattern LINE = Pattern.compile("(\\S{1,200})\\s+(KEEP|UNDO|CANNOT_BE_UNDONE)");

    private enum Choice {
        UNDO_ALL,
        AS_WRITTEN
    }

    private final Recovery recovery;

    DecideChanges(Recovery recovery) {
        this.recovery = recovery;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("changeDecision", Choice.class);
        var note = answers.text("note", TEXT_MIN);
        recovery.decide(by, choice == Choice.UNDO_ALL ? recovery.undoingAll(by.caseNumber()) : written(answers), note);
    }

    private static Map<String, Outcome> written(Answers answers) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        var typed = answers.optionalText("changeLines");
        if (typed == null) {
            return outcomes;
        }
        typed.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            var change = LINE.matcher(line);
            if (!change.matches() || outcomes.put(change.group(1), Outcome.valueOf(change.group(2))) != null) {
                throw Refused.invalid(
                        "changeLines",
                        "Write one line for each change: its id, and KEEP, UNDO or CANNOT_BE_UNDONE, such as 17 UNDO.");
            }
        });
        return outcomes;
    }
}
