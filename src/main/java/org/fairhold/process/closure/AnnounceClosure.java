package org.fairhold.process.closure;

import static org.fairhold.process.Variables.CLOSURE_DAY;
import static org.fairhold.process.Variables.CLOSURE_REMINDER_DATE;
import static org.fairhold.process.Variables.CLOSURE_REMINDER_DAYS;
import static org.fairhold.process.Variables.DATA_DAYS;
import static org.fairhold.process.Variables.NOTICE_DAYS;
import static org.fairhold.process.Variables.NOTICE_GIVEN;
import static org.fairhold.process.Variables.PAYOUT_CYCLE;
import static org.fairhold.process.Variables.PAYOUT_DAYS;
import static org.fairhold.process.Variables.PAYOUT_EVERY_DAYS;
import static org.fairhold.process.Variables.caseOf;
import static org.fairhold.process.Variables.cycle;
import static org.fairhold.process.Variables.days;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.measure.Closures;
import org.fairhold.measure.Closures.ClosureTerms;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does =
                "Closes the account as was decided, at the end of its notice or at once, with the statement, in one transaction.",
        reads = {"closureReminderDays", "dataDays", "noticeDays", "payoutDays", "payoutEveryDays"},
        sets = {"closureDay", "closureReminderDate", "noticeGiven", "payoutCycle"})
class AnnounceClosure implements JavaDelegate {
    private final Closures closures;

    AnnounceClosure(Closures closures) {
        this.closures = closures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var closure = closures.announce(
                caseOf(execution), new ClosureTerms(days(NOTICE_DAYS, execution), days(DATA_DAYS, execution)));
        var day = Closures.day(closure);
        NOTICE_GIVEN.set(execution, day.isAfter(closure.effectiveAt()));
        CLOSURE_DAY.set(execution, day);
        CLOSURE_REMINDER_DATE.set(execution, day.minus(days(CLOSURE_REMINDER_DAYS, execution)));
        PAYOUT_CYCLE.set(execution, cycle(day.plus(days(PAYOUT_DAYS, execution)), days(PAYOUT_EVERY_DAYS, execution)));
    }
}
