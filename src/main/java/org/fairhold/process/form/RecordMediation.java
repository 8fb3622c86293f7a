package org.fairhold.process.form;

import static org.fairhold.process.Variables.EXTENDED_DAYS;
import static org.fairhold.process.Variables.FOUND_FOR;
import static org.fairhold.process.Variables.MEDIATION;
import static org.fairhold.process.Variables.MEDIATION_BY;
import static org.fairhold.process.Variables.MEDIATION_OUTCOME;
import static org.fairhold.process.Variables.OUTCOME;
import static org.fairhold.process.Variables.REFUND_ASKED;

import java.time.Duration;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.Refused;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Stage;
import org.fairhold.dispute.DisputeOutcome;
import org.fairhold.dispute.Disputes;
import org.fairhold.dispute.Disputes.Found;
import org.fairhold.dispute.Outcome;
import org.fairhold.mediation.Mediations;
import org.fairhold.mediation.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What came of the mediation of a dispute. A case that runs on a diagram from before there were mediations of their own has no
 * number of one; there it is recorded as what came of the dispute alone.
 */
@Component
@Fields({"mediationOutcome", "refund", "agreedText", "extensionReason", "reasonForFreelancer", "reasonForClient"})
class RecordMediation implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        AGREED(Result.AGREED),
        RECOMMENDED(Result.RECOMMENDED),
        NO_AGREEMENT(Result.NO_AGREEMENT),
        NO_RESULT(Result.NO_RESULT),
        SETTLED(Result.SETTLED),
        EXTEND(null);

        private final @Nullable Result result;

        Choice(@Nullable Result result) {
            this.result = result;
        }

        /** A recommendation is asked for like a finding: the freelancer consents, or nothing goes back. */
        Outcome outcome(@Nullable String refund) {
            return switch (this) {
                case AGREED -> Outcome.AGREED;
                case RECOMMENDED -> refund == null ? Outcome.FOUND_FOR_FREELANCER : Outcome.FOUND_FOR_CLIENT;
                default -> Outcome.NO_AGREEMENT;
            };
        }
    }

    private final Disputes disputes;
    private final Mediations mediations;
    private final Cases cases;
    private final Decisions decisions;

    RecordMediation(Disputes disputes, Mediations mediations, Cases cases, Decisions decisions) {
        this.disputes = disputes;
        this.mediations = mediations;
        this.cases = cases;
        this.decisions = decisions;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("mediationOutcome", Choice.class);
        var number = MEDIATION.find(task).orElse(null);
        if (number == null) {
            var unused = came(by, choice, answers, task);
        } else if (choice == Choice.EXTEND) {
            mediations.requireExtendable(number);
            var decision = decisions.record(by, choice.name(), null, answers.text("extensionReason", TEXT_MIN), null);
            MEDIATION_BY.set(task, mediations.extend(number, decision, Duration.ofDays(EXTENDED_DAYS.in(task))));
        } else if (choice == Choice.SETTLED) {
            requireSettled(by);
            mediations.record(number, decisions.record(by, choice.name(), null, null, null), Result.SETTLED);
            FOUND_FOR.set(task, Result.SETTLED.foundFor().name());
        } else {
            var outcome = came(by, choice, answers, task);
            var result = Objects.requireNonNull(choice.result);
            mediations.record(number, decisions.get(outcome.decisionId()), result);
            FOUND_FOR.set(task, result.foundFor().name());
        }
        MEDIATION_OUTCOME.set(task, choice.name());
    }

    private void requireSettled(Signature by) {
        if (cases.get(by.caseNumber()).stage() != Stage.CLOSED) {
            throw Refused.invalid("mediationOutcome", "The two have not settled it: the dispute is open.");
        }
    }

    private DisputeOutcome came(Signature by, Choice choice, Answers answers, VariableScope task) {
        if (choice == Choice.EXTEND || choice == Choice.SETTLED) {
            throw Refused.invalid("mediationOutcome", "Record whether they agreed.");
        }
        var refund = answers.optionalText("refund");
        var agreed = answers.optionalText("agreedText");
        var outcome = choice.outcome(refund);
        var recorded = disputes.decide(
                by,
                new Found(
                        outcome,
                        DecideOutcome.amount(outcome, refund),
                        answers.text("reasonForFreelancer", TEXT_MIN),
                        answers.text("reasonForClient", TEXT_MIN),
                        DecideOutcome.agreed(outcome, agreed)));
        OUTCOME.set(task, outcome.name());
        REFUND_ASKED.set(task, recorded.asksForRefund());
        return recorded;
    }
}
