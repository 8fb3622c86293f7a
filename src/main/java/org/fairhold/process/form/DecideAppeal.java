package org.fairhold.process.form;

import static org.fairhold.process.Variables.APPEAL;
import static org.fairhold.process.Variables.APPEALED_MEASURE;
import static org.fairhold.process.Variables.APPEAL_DECISION;
import static org.fairhold.process.Variables.APPELLANT_DAYS;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.AppealTalk;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.MeasureId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the measure stands, by somebody who neither decided nor signed; or a question to the person first. */
@Component
@Fields({"appealDecision", "reasonForPerson"})
class DecideAppeal implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        UPHOLD("UPHOLD", null),
        CHANGE_TO_RESTRICTION("CHANGE", MeasureKind.RESTRICTION),
        CHANGE_TO_WARNING("CHANGE", MeasureKind.WARNING),
        OVERTURN("OVERTURN", null),
        ANSWERED("ANSWERED", null),
        ASK("ASK", null);

        private final String outcome;
        private final @Nullable MeasureKind milder;

        Choice(String outcome, @Nullable MeasureKind milder) {
            this.outcome = outcome;
            this.milder = milder;
        }
    }

    private final Decisions decisions;
    private final Appeals appeals;
    private final AppealTalk talk;
    private final Enforcement enforcement;

    DecideAppeal(Decisions decisions, Appeals appeals, AppealTalk talk, Enforcement enforcement) {
        this.decisions = decisions;
        this.appeals = appeals;
        this.talk = talk;
        this.enforcement = enforcement;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        appeals.requireUninvolved(by.caseNumber(), by.by());
        var choice = answers.choice("appealDecision", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        if (choice.milder != null) {
            enforcement.requireMilder("appealDecision", new MeasureId(APPEALED_MEASURE.in(task)), choice.milder);
        }
        var decision = decisions.record(by, choice.outcome, null, reason, null);
        if (choice == Choice.ASK) {
            talk.ask(APPEAL.in(task), decision, Duration.ofDays(APPELLANT_DAYS.in(task)));
        } else {
            appeals.decided(APPEAL.in(task), decision);
        }
        if (choice.milder != null) {
            decisions.record(by.also("changeMeasure"), choice.milder.name(), null, reason, null);
        }
        APPEAL_DECISION.set(task, choice.outcome);
    }
}
