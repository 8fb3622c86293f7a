package org.fairhold.process.form;

import static org.fairhold.process.Variables.MEASURE;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.casework.Signature;
import org.fairhold.measure.Closures;
import org.fairhold.measure.NoticeWaiver;
import org.fairhold.performance.Performance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which measure, decided by a human; the table only proposed. */
@Component
@Fields({"measure", "closureException", "closureCitation", "reasonForPerson", "departureText"})
class DecideMeasure implements DeskForm {
    private static final int REASON_MIN = 20;

    /** What can be decided in a policy case, and but for the suspension in one about performance. */
    private enum Choice {
        NONE(null),
        WARNING(MeasureKind.WARNING),
        RESTRICTION(MeasureKind.RESTRICTION),
        SUSPENSION(MeasureKind.SUSPENSION),
        CLOSURE(MeasureKind.CLOSURE),
        CLOSURE_AT_ONCE(MeasureKind.CLOSURE);

        private final @Nullable MeasureKind kind;

        Choice(@Nullable MeasureKind kind) {
            this.kind = kind;
        }
    }

    private final Review review;
    private final Cases cases;
    private final Decisions decisions;
    private final Performance performance;
    private final Closures closures;

    DecideMeasure(Review review, Cases cases, Decisions decisions, Performance performance, Closures closures) {
        this.review = review;
        this.cases = cases;
        this.decisions = decisions;
        this.performance = performance;
        this.closures = closures;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("measure", Choice.class);
        if (choice != Choice.NONE && cases.get(by.caseNumber()).ground() == Ground.POOR_PERFORMANCE) {
            requireHistory(by.caseNumber(), choice);
        }
        review.decide(
                by, choice.kind, answers.text("reasonForPerson", REASON_MIN), answers.optionalText("departureText"));
        if (choice.kind == MeasureKind.CLOSURE) {
            close(by.caseNumber(), choice, answers);
        }
        MEASURE.set(task, choice.kind == null ? choice.name() : choice.kind.name());
    }

    private void close(CaseNumber number, Choice choice, Answers answers) {
        var decision = decisions.required(number, "decideMeasure");
        if (choice == Choice.CLOSURE) {
            closures.choose(decision);
        } else {
            closures.choose(
                    decision,
                    answers.choice("closureException", NoticeWaiver.class),
                    answers.text("closureCitation", REASON_MIN));
        }
    }

    /** Poor performance limits new work only, and only while the contracts still show it (never-rule 5). */
    private void requireHistory(CaseNumber number, Choice choice) {
        if (choice == Choice.SUSPENSION) {
            throw Refused.invalid("measure", "Poor performance limits new work only: a warning, or a restriction.");
        }
        performance.requireStillConsistent(number);
    }
}
