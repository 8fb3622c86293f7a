package org.fairhold.appeal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.account.Causes;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.WorkingDays;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.notice.MeasureLetters;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.regime.Deadline;
import org.fairhold.regime.LegalDeadlines;
import org.fairhold.text.PersonalTexts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lodges appeals and answers them; never by somebody who decided or signed the measure (never-rule 11). */
@Component
public class Appeals {
    private final AppealRows appeals;
    private final AppealTalk talk;
    private final Cases cases;
    private final Decisions decisions;
    private final Measures measures;
    private final Enforcement enforcement;
    private final Remedy remedy;
    private final Causes causes;
    private final Accounts accounts;
    private final Notices notices;
    private final MeasureLetters letters;
    private final Readable readable;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final LegalDeadlines deadlines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Appeals(
            AppealRows appeals,
            AppealTalk talk,
            Cases cases,
            Decisions decisions,
            Measures measures,
            Enforcement enforcement,
            Remedy remedy,
            Causes causes,
            Accounts accounts,
            Notices notices,
            MeasureLetters letters,
            Readable readable,
            PersonalTexts texts,
            Timeline timeline,
            LegalDeadlines deadlines,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.talk = talk;
        this.cases = cases;
        this.decisions = decisions;
        this.measures = measures;
        this.enforcement = enforcement;
        this.remedy = remedy;
        this.causes = causes;
        this.accounts = accounts;
        this.notices = notices;
        this.letters = letters;
        this.readable = readable;
        this.texts = texts;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.events = events;
        this.clock = clock;
    }

    /** Refused when the measure is not this case's, its appeal window has passed, or an appeal is open. */
    @Transactional
    public Appeal lodge(CaseNumber number, MeasureId measureId, String text) {
        var about = cases.lock(number);
        var measure = measures.find(measureId)
                .filter(found -> found.caseNumber().equals(number))
                .orElseThrow(() -> Refused.invalid("measureId", "That measure is not part of this case."));
        var now = clock.instant();
        var promised = measures.appealTerms(measureId);
        if (now.isAfter(promised.until())) {
            throw Refused.conflict("The time to appeal this measure has passed.");
        }
        if (measures.withdrawn(measureId)) {
            throw Refused.conflict("This measure was withdrawn. There is nothing left to appeal.");
        }
        if (of(number).stream().anyMatch(open -> open.measureId().equals(measureId) && open.answeredAt() == null)) {
            throw Refused.conflict("There is an open appeal against this measure.");
        }
        var reader = accounts.get(about.subjectId());
        var answer = deadlines.of(Deadline.APPEAL_ANSWER, reader, now).days();
        var appeal = new Appeal(
                appeals.nextNumber(),
                number,
                measureId,
                texts.keep(text),
                now,
                now.plus(Duration.ofDays(Math.min(answer, promised.answerDays()))),
                null,
                null);
        appeals.add(appeal);
        timeline.add(number, "appealLodged", Timeline.SUBJECT, appeal.number());
        notices.tell(
                reader,
                number,
                "appeal-received",
                appeal.number() + "/received",
                Map.of(
                        "statementNumber", measure.statementNumber(),
                        "answerDue", readable.at(appeal.answerDue(), reader)));
        events.publishEvent(new AppealLodged(appeal));
        return appeal;
    }

    public List<Appeal> of(CaseNumber number) {
        return appeals.of(number);
    }

    /** The day by which we want to have answered, by the working days where the person lives; never past the last day. */
    public Instant target(Appeal appeal, int workingDays) {
        var reader = accounts.get(cases.get(appeal.caseNumber()).subjectId());
        var target = WorkingDays.after(appeal.lodgedAt(), workingDays, reader.country(), reader.timeZone());
        return target.isBefore(appeal.answerDue()) ? target : appeal.answerDue();
    }

    /** Refused as UNKNOWN when there is no such appeal. */
    public Appeal get(String appealNumber) {
        return appeals.get(appealNumber);
    }

    /** Somebody who was not involved has decided this appeal; its answer follows. Refused when it was answered meanwhile. */
    public void decided(String appealNumber, Decision decision) {
        appeals.get(appealNumber).requireOpen();
        appeals.decide(appealNumber, decision, false);
    }

    /**
     * They have decided that the measure rests on the rule of which they asked the person. Refused as INVALID unless they asked,
     * and as CONFLICT while the person can answer.
     */
    public void decidedUnderAnotherRule(String appealNumber, Decision decision) {
        var appeal = appeals.get(appealNumber);
        appeal.requireOpen();
        var unused = talk.requireRule(appeal);
        appeals.decide(appealNumber, decision, true);
    }

    /**
     * Puts the measure off until the answer is there, because that is late (never-rule 11): nothing is taken meanwhile. A hold
     * cannot be put off, so its money goes back for good. In fraud and takeover all stays. The person is told in any case.
     */
    @Transactional
    public void pause(String appealNumber) {
        var appeal = appeals.get(appealNumber);
        if (appeal.answeredAt() != null) {
            return;
        }
        var number = appeal.caseNumber();
        var about = cases.lock(number);
        var measure = appealed(appeal);
        var now = clock.instant();
        var notice = "appeal-late";
        if (measure.kind() == MeasureKind.HOLD
                && !measure.ground().confidential()
                && measures.end(measure.id()).isEmpty()) {
            enforcement.end(measure, Ending.UNANSWERED);
            notice = "appeal-late-released";
        } else if (takes(measure) && causes.pause(measure.id().value(), appealNumber, now)) {
            timeline.add(number, "measurePaused", Timeline.DESK, measure.id().value());
            notice = "appeal-late-paused";
        }
        notices.tell(
                accounts.get(about.subjectId()),
                number,
                notice,
                appealNumber + "/late",
                Map.of("statementNumber", measure.statementNumber()));
    }

    private static boolean takes(Measure measure) {
        return measure.kind() != MeasureKind.WARNING && !measure.ground().confidential();
    }

    /** The appeal was heard and the measure stands; the person reads why. What was put off goes on from now. */
    @Transactional
    public void uphold(String appealNumber) {
        var appeal = appeals.get(appealNumber);
        var why = answered(appeal, "UPHOLD");
        var measure = appealed(appeal);
        var goesOn = causes.endPause(appealNumber, clock.instant());
        var reason = texts.readOr(why.reason(), "—");
        tell(appeal, letters.upheld(measure, goesOn, measures.end(measure.id()).isPresent(), reason));
    }

    /** The appeal is answered, and there is nothing to change: it asked for something else than another decision. */
    @Transactional
    public void answer(String appealNumber) {
        var appeal = appeals.get(appealNumber);
        var why = answered(appeal, "ANSWERED");
        causes.endPause(appealNumber, clock.instant());
        tell(appeal, letters.answered(appealed(appeal), texts.readOr(why.reason(), "—")));
    }

    /** The appeal was granted: the measure ends at once, with an apology and what the table offers for the lost days. */
    @Transactional
    public void overturn(String appealNumber, int lostDays, int feeFreeDays) {
        var appeal = appeals.get(appealNumber);
        var why = answered(appeal, "OVERTURN");
        causes.endPause(appealNumber, clock.instant());
        remedy.overturn(appeal.measureId(), why, lostDays, feeFreeDays);
    }

    /** The appeal was granted in part: another measure takes the place of this one, with a statement of its own. */
    @CanIgnoreReturnValue
    @Transactional
    public MeasureKind change(String appealNumber) {
        var appeal = appeals.get(appealNumber);
        var why = answered(appeal, "CHANGE");
        causes.endPause(appealNumber, clock.instant());
        var rule = appeals.changesRule(appealNumber) ? talk.requireRule(appeal) : null;
        var kind = remedy.change(appeal.measureId(), why, rule);
        var reader = accounts.get(cases.get(appeal.caseNumber()).subjectId());
        tell(appeal, letters.changed(appealed(appeal), rule, texts.readOr(why.reason(), "—"), reader));
        return kind;
    }

    /** The days that the person lost to the measure so far; what was put off cost nothing. */
    public int lostDays(String appealNumber) {
        return remedy.lostDays(appeals.get(appealNumber).measureId());
    }

    private void tell(Appeal appeal, MeasureLetters.Words words) {
        var reader = accounts.get(cases.get(appeal.caseNumber()).subjectId());
        notices.tell(reader, appeal.caseNumber(), words.notice(), appeal.number() + "/answered", words.arguments());
    }

    /** The decision that answers exactly this appeal; refused unless it says that. */
    @CanIgnoreReturnValue
    private Decision answered(Appeal appeal, String outcome) {
        cases.lock(appeal.caseNumber());
        appeals.get(appeal.number()).requireOpen();
        var why = appeals.decision(appeal.number())
                .map(decisions::get)
                .orElseThrow(() -> Refused.conflict("Nobody has decided appeal %s.".formatted(appeal.number())));
        if (!why.outcome().equals(outcome)) {
            throw Refused.conflict("The appeal was decided as %s.".formatted(why.outcome()));
        }
        settle(appeal, outcome, why);
        return why;
    }

    /** A measure that is withdrawn or overturned is what its appeal asked for: nobody else must decide it. The apology tells the person. */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        if (ended.as() == Ending.WITHDRAWN || ended.as() == Ending.OVERTURNED) {
            appeals.of(ended.caseNumber()).stream()
                    .filter(appeal -> appeal.answeredAt() == null
                            && appeal.measureId().equals(ended.measure().id()))
                    .forEach(appeal -> {
                        settle(appeal, "MOOT", Objects.requireNonNull(ended.why()));
                        events.publishEvent(new AppealSettled(appeal));
                    });
        }
    }

    private void settle(Appeal appeal, String outcome, Decision why) {
        appeals.answer(appeal, outcome, why, clock.instant());
        timeline.add(appeal.caseNumber(), "appealAnswered:" + outcome, why.decidedBy(), appeal.number());
    }

    private Measure appealed(Appeal appeal) {
        return measures.find(appeal.measureId()).orElseThrow();
    }
}
