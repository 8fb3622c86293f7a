package org.fairhold.process.step;

import static org.fairhold.process.Variables.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Deadlines;
import org.fairhold.process.Step;
import org.fairhold.process.Variable;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Asks somebody for the step that follows: by when, and from when on it is late. Called requestReview, it reads reviewDays (or reviewMinutes, and reviewLeadMinutes until the lead hears of it) and sets reviewDue and reviewReminder. Where a step has set reviewBy, that is when it is due; where one has set reviewLeadAt, that is when the lead hears of it.",
        reads = "unconfirmedDays",
        sets = "unconfirmedEnds")
class RequestWork implements JavaDelegate {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Cases cases;
    private final Deadlines deadlines;

    RequestWork(Cases cases, Deadlines deadlines) {
        this.cases = cases;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = StepName.of(execution);
        var due =
                Variable.date(step.variable("By")).find(execution).orElseGet(() -> deadlines.in(time(step, execution)));
        Variable.date(step.variable("Due")).set(execution, due);
        Variable.text(step.variable("Reminder"))
                .set(
                        execution,
                        cycle(
                                Variable.date(step.variable("LeadAt"))
                                        .find(execution)
                                        .map(this::orSoon)
                                        .or(() -> minutes(step.variable("LeadMinutes"), execution)
                                                .map(deadlines::in))
                                        .orElse(due),
                                Duration.ofDays(1)));
        UNCONFIRMED_DAYS
                .find(execution)
                .ifPresent(days -> UNCONFIRMED_ENDS.set(execution, deadlines.in(Duration.ofDays(days))));
        cases.waitFor(caseOf(execution), StepName.following(execution), due);
    }

    /** A cycle that began in the past would only fire a day later. */
    private Instant orSoon(Instant leadAt) {
        return deadlines.passed(leadAt) ? deadlines.in(SOON) : leadAt;
    }

    private static Duration time(StepName step, DelegateExecution execution) {
        return minutes(step.variable("Minutes"), execution)
                .orElseGet(() -> days(Variable.number(step.variable("Days")), execution));
    }

    private static Optional<Duration> minutes(String variable, DelegateExecution execution) {
        return Variable.number(variable).find(execution).map(Duration::ofMinutes);
    }
}
