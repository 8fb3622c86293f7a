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
import org.fairhold.appeal.Remedy;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.measure.MeasureId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the measure stands, by somebody who neither decided nor signed; or a question to the person first. */
@Component
@Fields({"appealDecision", "otherRule", "reasonForPerson"})
class DecideAppeal implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        UPHOLD("UPHOLD", null),
        CHANGE_TO_SUSPENSION("CHANGE", MeasureKind.SUSPENSION),
        CHANGE_TO_RESTRICTION("CHANGE", MeasureKind.RESTRICTION),
        CHANGE_TO_WARNING("CHANGE", MeasureKind.WARNING),
        CHANGE_RULE("CHANGE", null),
        CHANGE_RULE_TO_RESTRICTION("CHANGE", MeasureKind.RESTRICTION),
        CHANGE_RULE_TO_WARNING("CHANGE", MeasureKind.WARNING),
        OVERTURN("OVERTURN", null),
        ANSWERED("ANSWERED", null),
        ASK("ASK", null);

        private final String outcome;
        private final @Nullable MeasureKind milder;

        Choice(String outcome, @Nullable MeasureKind milder) {
            this.outcome = outcome;
            this.milder = milder;
        }

        boolean changesRule() {
            return name().startsWith("CHANGE_RULE");
        }
    }

    private final Decisions decisions;
    private final Appeals appeals;
    private final AppealTalk talk;
    private final Remedy remedy;

    DecideAppeal(Decisions decisions, Appeals appeals, AppealTalk talk, Remedy remedy) {
        this.decisions = decisions;
        this.appeals = appeals;
        this.talk = talk;
        this.remedy = remedy;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        remedy.requireUninvolved(by.caseNumber(), by.by());
        var choice = answers.choice("appealDecision", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        var next = next(choice, new MeasureId(APPEALED_MEASURE.in(task)));
        var decision = decisions.record(by, choice.outcome, null, reason, null);
        if (choice == Choice.ASK) {
            var window = Duration.ofDays(APPELLANT_DAYS.in(task));
            talk.ask(APPEAL.in(task), decision, window, answers.optionalText("otherRule"));
        } else if (choice.changesRule()) {
            appeals.decidedUnderAnotherRule(APPEAL.in(task), decision);
        } else {
            appeals.decided(APPEAL.in(task), decision);
        }
        if (next != null) {
            decisions.record(by.also("changeMeasure"), next.name(), null, reason, null);
        }
        APPEAL_DECISION.set(task, choice.outcome);
    }

    /** The measure that takes the place of the one appealed; null where none does. */
    private @Nullable MeasureKind next(Choice choice, MeasureId appealed) {
        if (choice.changesRule()) {
            var next = choice.milder == null ? remedy.kind(appealed) : choice.milder;
            remedy.requireUnderAnotherRule("appealDecision", appealed, next);
            return next;
        }
        if (choice.milder != null) {
            remedy.requireMilder("appealDecision", appealed, choice.milder);
        }
        return choice.milder;
    }
}
