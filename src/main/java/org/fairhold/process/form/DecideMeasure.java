package org.fairhold.process.form;

import static org.fairhold.process.Variables.MEASURE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Review;
import org.fairhold.casework.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which measure, decided by a human; the table only proposed. */
@Component
@Fields({"measure", "reasonForPerson", "departureText"})
class DecideMeasure implements DeskForm {
    private static final int REASON_MIN = 20;

    /** What can be decided in a policy case. */
    private enum Choice {
        NONE(null),
        WARNING(MeasureKind.WARNING),
        RESTRICTION(MeasureKind.RESTRICTION),
        SUSPENSION(MeasureKind.SUSPENSION);

        private final @Nullable MeasureKind kind;

        Choice(@Nullable MeasureKind kind) {
            this.kind = kind;
        }
    }

    private final Review review;

    DecideMeasure(Review review) {
        this.review = review;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("measure", Choice.class);
        review.decide(
                by, choice.kind, answers.text("reasonForPerson", REASON_MIN), answers.optionalText("departureText"));
        MEASURE.set(task, choice.name());
    }
}
