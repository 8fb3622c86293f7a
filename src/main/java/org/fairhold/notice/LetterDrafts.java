package org.fairhold.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Causes;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Why;
import org.fairhold.line.CaseMessages;
import org.fairhold.measure.Compensations;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.policy.ClauseVersion;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Letters about a measure of a case, the newest one unless it is named, as they would be sent now, for whoever is about to decide. Stores nothing. */
@Component
@Transactional(readOnly = true)
public class LetterDrafts {
    private final Notices notices;
    private final MeasureLetters letters;
    private final Cases cases;
    private final Accounts accounts;
    private final Measures measures;
    private final Enforcement enforcement;
    private final Holds holds;
    private final HoldNotices holdNotices;
    private final Conditions conditions;
    private final Compensations compensations;
    private final Causes causes;
    private final Decisions decisions;
    private final PersonalTexts texts;
    private final CaseMessages messages;

    LetterDrafts(
            Notices notices,
            MeasureLetters letters,
            Cases cases,
            Accounts accounts,
            Measures measures,
            Enforcement enforcement,
            Holds holds,
            HoldNotices holdNotices,
            Conditions conditions,
            Compensations compensations,
            Causes causes,
            Decisions decisions,
            PersonalTexts texts,
            CaseMessages messages) {
        this.notices = notices;
        this.letters = letters;
        this.cases = cases;
        this.accounts = accounts;
        this.measures = measures;
        this.enforcement = enforcement;
        this.holds = holds;
        this.holdNotices = holdNotices;
        this.conditions = conditions;
        this.compensations = compensations;
        this.causes = causes;
        this.decisions = decisions;
        this.texts = texts;
        this.messages = messages;
    }

    /** The case ends with its facts not found, or without a measure. */
    public Letter closed(CaseNumber number, String notice, Map<String, Object> arguments) {
        return drafted(number, new MeasureLetters.Words(notice, arguments));
    }

    public Letter ended(CaseNumber number, Ending as, String reason) {
        return drafted(number, letters.ended(measures.latest(number), as, reason, reader(number)));
    }

    public Letter askedAgain(CaseNumber number, Duration timeToFulfil, String reason) {
        var asked = conditions.draft(number, timeToFulfil);
        return drafted(number, letters.askedAgain(measures.latest(number), asked, reason, reader(number)));
    }

    public Letter confirmed(CaseNumber number, Duration reviewEvery, String reason) {
        var measure = measures.latest(number);
        var next = enforcement.nextReview(measure, reviewEvery);
        return drafted(number, letters.confirmed(measure, next, reason, reader(number)));
    }

    /** The hold is confirmed until its next review. */
    public Letter holdConfirmed(CaseNumber number, Duration reviewEvery, String reason) {
        var hold = hold(number);
        var next = enforcement.nextReview(hold, reviewEvery);
        return drafted(number, letters.confirmed(hold, next, reason, reader(number)));
    }

    /** The hold is not justified any more, and all of it goes back. */
    public List<Letter> holdLifted(CaseNumber number, String reason) {
        var hold = hold(number);
        var reader = reader(number);
        var back = holdNotices.words(hold, holds.draftReleases(hold, Ending.UNJUSTIFIED), List.of(), reader);
        return List.of(
                drafted(number, letters.ended(hold, Ending.UNJUSTIFIED, reason, reader)),
                drafted(number, new MeasureLetters.Words("hold-released", back)));
    }

    /** The freeze ends, and what it keeps goes back. */
    public List<Letter> freezeEnded(CaseNumber number, Ending as, String reason) {
        var freeze = measures.latest(number);
        var reader = reader(number);
        return Stream.concat(
                        Stream.of(drafted(number, letters.ended(freeze, as, reason, reader))),
                        freezeReleased(number, Why.of(as)).stream())
                .toList();
    }

    /** What a freeze keeps goes back; no letter where it keeps nothing. */
    public List<Letter> freezeReleased(CaseNumber number, Why why) {
        var freeze = measures.latest(number);
        var back = holds.draftReleases(freeze, why);
        return back.isEmpty()
                ? List.of()
                : List.of(drafted(
                        number,
                        new MeasureLetters.Words(
                                "hold-released", holdNotices.words(freeze, back, List.of(), reader(number)))));
    }

    private Measure hold(CaseNumber number) {
        return holds.inForce(number)
                .orElseThrow(() -> Refused.conflict("Nothing is held in case %s.".formatted(number)));
    }

    public Letter refused(CaseNumber number, String reason) {
        return drafted(number, letters.refused(measures.latest(number), reason, reader(number)));
    }

    /** The refusal that waits for its second signature. */
    public Letter refusedAsWritten(CaseNumber number) {
        return refused(
                number, texts.readOr(decisions.required(number, "checkFix").reason(), "—"));
    }

    public Letter upheld(MeasureId appealed, String reason) {
        var over = measures.end(appealed).isPresent();
        return drafted(appealed, measure -> letters.upheld(measure, causes.paused(appealed.value()), over, reason));
    }

    public Letter answered(MeasureId appealed, String reason) {
        return drafted(appealed, measure -> letters.answered(measure, reason));
    }

    /** The answer only; the milder measure has a statement of its own. */
    public Letter changed(MeasureId appealed, @Nullable ClauseVersion rule, String reason) {
        return drafted(appealed, measure -> letters.changed(measure, rule, reason, reader(measure.caseNumber())));
    }

    /** A question to the person about their appeal, and until when they can answer it. */
    public Letter asked(MeasureId appealed, Instant until, @Nullable ClauseVersion rule, String question) {
        return drafted(appealed, measure -> letters.asked(question, until, rule, reader(measure.caseNumber())));
    }

    /** @param feeFreeDays what the table offers for so many lost days */
    public Letter overturned(MeasureId appealed, IntUnaryOperator feeFreeDays, String reason) {
        return drafted(appealed, measure -> {
            var lost = compensations.lostDays(measure);
            return letters.overturned(
                    measure,
                    new Compensations.Compensation(lost, feeFreeDays.applyAsInt(lost)),
                    reason,
                    reader(measure.caseNumber()));
        });
    }

    /** The answer to a message, to whoever wrote it. */
    public Letter messageAnswer(String message, String answer) {
        var asked = messages.get(message);
        return notices.preview(
                accounts.get(asked.from()), asked.caseNumber(), LineNotices.ANSWER, LineNotices.answer(answer));
    }

    private Letter drafted(MeasureId appealed, Function<Measure, MeasureLetters.Words> words) {
        var measure = measures.find(appealed).orElseThrow();
        return drafted(measure.caseNumber(), words.apply(measure));
    }

    private Letter drafted(CaseNumber number, MeasureLetters.Words words) {
        return notices.preview(reader(number), number, words.notice(), words.arguments());
    }

    private Account reader(CaseNumber number) {
        return accounts.get(cases.get(number).subjectId());
    }
}
