package org.fairhold.process.step;

import static org.fairhold.process.Variables.*;

import java.time.Duration;
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
                "Asks somebody for the step that follows: by when, and from when on it is late. Called requestReview, it reads reviewDays and sets reviewDue and reviewReminder. Where a step has set reviewBy, that is when it is due.",
        reads = "unconfirmedDays",
        sets = "unconfirmedEnds")
class RequestWork implements JavaDelegate {
    private final Cases cases;
    private final Deadlines deadlines;

    RequestWork(Cases cases, Deadlines deadlines) {
        this.cases = cases;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = StepName.of(execution);
        var due = Variable.date(step.variable("By"))
                .find(execution)
                .orElseGet(() -> deadlines.in(days(Variable.number(step.variable("Days")), execution)));
        Variable.date(step.variable("Due")).set(execution, due);
        Variable.text(step.variable("Reminder")).set(execution, cycle(due, Duration.ofDays(1)));
        UNCONFIRMED_DAYS
                .find(execution)
                .ifPresent(days -> UNCONFIRMED_ENDS.set(execution, deadlines.in(Duration.ofDays(days))));
        cases.waitFor(caseOf(execution), StepName.following(execution), due);
    }
}
