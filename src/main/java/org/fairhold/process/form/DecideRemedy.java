package org.fairhold.process.form;

import static org.fairhold.process.Variables.MEDIATION;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.Remedy;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.mediation.Consequence;
import org.fairhold.mediation.Mediations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What we do about a body's answer against us, by somebody who neither decided nor signed. */
@Component
@Fields({"remedy", "reasonForPerson"})
class DecideRemedy implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        OVERTURN(Consequence.OVERTURN, null),
        CHANGE_TO_SUSPENSION(Consequence.CHANGE, MeasureKind.SUSPENSION),
        CHANGE_TO_RESTRICTION(Consequence.CHANGE, MeasureKind.RESTRICTION),
        CHANGE_TO_WARNING(Consequence.CHANGE, MeasureKind.WARNING),
        DECLINE(Consequence.DECLINE, null);

        private final Consequence consequence;
        private final @Nullable MeasureKind milder;

        Choice(Consequence consequence, @Nullable MeasureKind milder) {
            this.consequence = consequence;
            this.milder = milder;
        }
    }

    private final Decisions decisions;
    private final Remedy remedy;
    private final Mediations mediations;

    DecideRemedy(Decisions decisions, Remedy remedy, Mediations mediations) {
        this.decisions = decisions;
        this.remedy = remedy;
        this.mediations = mediations;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        remedy.requireUninvolved(by.caseNumber(), by.by());
        var choice = answers.choice("remedy", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        var number = MEDIATION.in(task);
        if (choice.milder != null) {
            var measure = mediations.measure(mediations.get(number));
            remedy.requireMilder("remedy", measure.id(), choice.milder);
        }
        mediations.remedy(number, decisions.record(by, choice.consequence.name(), null, reason, null));
        if (choice.milder != null) {
            var unused = decisions.record(by.also("changeMeasure"), choice.milder.name(), null, reason, null);
        }
    }
}
