package org.fairhold.process.form;

import static org.fairhold.process.Variables.EXTENDED_DAYS;
import static org.fairhold.process.Variables.FOUND_FOR;
import static org.fairhold.process.Variables.MEDIATION;
import static org.fairhold.process.Variables.MEDIATION_RESULT;
import static org.fairhold.process.Variables.RESULT_BY;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.mediation.Mediations;
import org.fairhold.mediation.Result;
import org.springframework.stereotype.Component;

/** What the body says of a measure, or that it needs longer, once. */
@Component
@Fields({"mediationResult", "reasonForPerson"})
class RecordResult implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        UPHELD,
        SET_ASIDE,
        CHANGED,
        NO_RESULT,
        EXTEND
    }

    private final Decisions decisions;
    private final Mediations mediations;

    RecordResult(Decisions decisions, Mediations mediations) {
        this.decisions = decisions;
        this.mediations = mediations;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("mediationResult", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        var number = MEDIATION.in(task);
        if (choice == Choice.EXTEND) {
            mediations.requireExtendable(number);
            var decision = decisions.record(by, choice.name(), null, reason, null);
            RESULT_BY.set(task, mediations.extend(number, decision, Duration.ofDays(EXTENDED_DAYS.in(task))));
        } else {
            var result = Result.valueOf(choice.name());
            mediations.record(number, decisions.record(by, result.name(), null, reason, null), result);
            FOUND_FOR.set(task, result.foundFor().name());
        }
        MEDIATION_RESULT.set(task, choice.name());
    }
}
