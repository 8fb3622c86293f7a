package org.fairhold.measure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Cause;
import org.fairhold.account.Causes;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Review;
import org.fairhold.casework.Timeline;
import org.fairhold.measure.ClosureChoices.Chosen;
import org.fairhold.performance.Performance;
import org.fairhold.regime.Deadline;
import org.fairhold.regime.LegalDeadlines;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Closes accounts: with thirty days' notice, or at once where the law has an exception and two people sign it. */
@Component
public class Closures {
    /** P2B Regulation Art. 4(2); a table may give more. */
    public static final Duration NOTICE_MIN = Duration.ofDays(30);

    /** What a table gives at least; it is never less than {@link #AFTER_APPEALS} behind the last day of an appeal. */
    public static final Duration DATA_MIN = Duration.ofDays(180);

    /** So long what a late appeal rests on can still be had. */
    private static final Duration AFTER_APPEALS = Duration.ofDays(30);

    /** How long before its day a closure is announced, and how long after it the account's data can be had. */
    public record ClosureTerms(Duration notice, Duration data) {}

    private final Cases cases;
    private final Decisions decisions;
    private final Review review;
    private final Measures measures;
    private final ClosureChoices choices;
    private final ClosureFloors floors;
    private final Effects effects;
    private final Performance performance;
    private final Causes causes;
    private final Accounts accounts;
    private final LegalDeadlines deadlines;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Closures(
            Cases cases,
            Decisions decisions,
            Review review,
            Measures measures,
            ClosureChoices choices,
            ClosureFloors floors,
            Effects effects,
            Performance performance,
            Causes causes,
            Accounts accounts,
            LegalDeadlines deadlines,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.measures = measures;
        this.choices = choices;
        this.floors = floors;
        this.effects = effects;
        this.performance = performance;
        this.causes = causes;
        this.accounts = accounts;
        this.deadlines = deadlines;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A human has decided, with the outcome CLOSURE, to close the account with notice. Refused as INVALID for a first
     * violation. Nothing is announced by this.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void choose(Decision decision) {
        floors.requireNotFirst(decision.caseNumber());
        choices.add(decision, null, null, List.of());
    }

    /**
     * A human has decided, with the outcome CLOSURE, to close the account at once. Refused as INVALID where the case does not
     * bear it, and where nobody else could sign. Nothing is closed before {@link #sign}.
     *
     * @param citation the provision, or in which way the rules were broken again and again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void choose(Decision decision, NoticeWaiver why, String citation) {
        floors.requireException(decision.caseNumber(), why, decision.decidedBy());
        choices.add(
                decision,
                why,
                citation,
                why == NoticeWaiver.REPEATED_INFRINGEMENT ? floors.earlier(decision.caseNumber()) : List.of());
    }

    /**
     * Refused as INVALID unless two people refused to reinstate in a grave case, whose account is not being closed already
     * (mission R-04).
     */
    public void requireAfterRefusal(CaseNumber number) {
        floors.requireRefusedInGraveCase(number);
        if (measures.of(number).stream()
                .anyMatch(measure -> measure.kind() == MeasureKind.CLOSURE
                        && measures.end(measure.id()).isEmpty())) {
            throw Refused.invalid("restrictionReview", "This account is being closed already.");
        }
    }

    /** Whether the newest choice waits for its second signature. */
    public boolean toSign(CaseNumber number) {
        return choices.latest(number)
                .filter(chosen -> chosen.exception() != null && chosen.signedBy() == null)
                .isPresent();
    }

    /** Whether two people have signed the newest choice. */
    public boolean signed(CaseNumber number) {
        return choices.latest(number)
                .filter(chosen -> chosen.signedBy() != null)
                .isPresent();
    }

    /** What was chosen last. Refused as CONFLICT where nobody decided to close this account. */
    public Chosen chosen(CaseNumber number) {
        return choices.latest(number)
                .orElseThrow(
                        () -> Refused.conflict("Nobody decided to close the account in case %s.".formatted(number)));
    }

    /** What was chosen for that closure. */
    public Chosen chosen(Measure closure) {
        return choices.find(closure.decisionId()).orElseThrow();
    }

    /** The earlier measures that an exception rests on; none where it rests on a provision of law. */
    public List<Measure> cited(Chosen chosen) {
        return chosen.cited().stream()
                .map(id -> measures.find(id).orElseThrow())
                .toList();
    }

    /** Refused as FORBIDDEN for the one who decided: two different people must. */
    public void requireSecondPerson(CaseNumber number, String staff) {
        if (chosen(number).decidedBy().equalsIgnoreCase(staff)) {
            throw Refused.forbidden("You decided to close this account at once; somebody else must sign.");
        }
    }

    /** The second person signs what was chosen last. Refused when what it rests on does not hold any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sign(CaseNumber number, Decision signature) {
        requireSecondPerson(number, signature.decidedBy());
        var chosen = chosen(number);
        floors.requireSigner(number, chosen.decidedBy(), signature.decidedBy());
        floors.requireStillHolds(number, chosen);
        choices.sign(chosen, signature);
    }

    /**
     * The one verb by which an account is closed: its cause, which begins on the day of the closure, the statement and the mail
     * are written in this transaction or not at all (never-rule 1). Refused as CONFLICT with less than thirty days' notice,
     * unless two people signed an exception.
     */
    @Transactional
    public Measure announce(CaseNumber number, ClosureTerms table) {
        var chosen = chosen(number);
        var decision = decisions.get(chosen.decisionId());
        requireTerms(chosen, table);
        var found = review.found(number)
                .orElseThrow(() -> Refused.conflict("There is no finding in case %s.".formatted(number)));
        var open = cases.lock(number);
        var account = accounts.get(open.subjectId());
        var dates = dates(chosen.exception() == null ? null : chosen.decisionId(), byLaw(table, account), account);
        open.announceClosure(dates.atOnce() ? "settlement" : "closureDay", dates.atOnce() ? null : dates.at());
        cases.save(open);
        var measure = measures.add(
                measure(measures.nextId(), open, decision.id(), found, measures.nextStatementNumber(), dates));
        var effect = effects.ofClosure(account, dates.atOnce());
        causes.impose(new Cause(
                measure.id().value(),
                MeasureKind.CLOSURE,
                measure.subjectId(),
                number.value(),
                measure.ground(),
                measure.clause().value(),
                dates.at(),
                null,
                effect.blocks()));
        timeline.add(
                number,
                "measure:" + MeasureKind.CLOSURE,
                decision.decidedBy(),
                measure.id().value());
        events.publishEvent(new MeasureEvent.Imposed(number, measure, effect, List.of(), null));
        return measure;
    }

    /** A law that asks for a longer notice than the table of closures counts. */
    private ClosureTerms byLaw(ClosureTerms table, Account account) {
        var notice =
                deadlines.of(Deadline.CLOSURE_NOTICE, account, clock.instant()).length();
        return new ClosureTerms(notice.compareTo(table.notice()) > 0 ? notice : table.notice(), table.data());
    }

    private static void requireTerms(Chosen chosen, ClosureTerms terms) {
        if (terms.notice().compareTo(NOTICE_MIN) < 0) {
            throw Refused.conflict("A closure is announced %d days before.".formatted(NOTICE_MIN.toDays()));
        }
        if (terms.data().compareTo(DATA_MIN) < 0) {
            throw Refused.conflict("The data of an account can be had for %d days.".formatted(DATA_MIN.toDays()));
        }
        if (chosen.exception() != null && chosen.signedBy() == null) {
            throw Refused.conflict("Nobody else has signed that the account is closed at once.");
        }
    }

    /** The closure that would be announced now, or the one at once that waits for its signature: nothing is written. */
    public MeasureEvent.Imposed draft(CaseNumber number, boolean atOnce, ClosureTerms table) {
        var about = cases.get(number);
        var account = accounts.get(about.subjectId());
        var terms = byLaw(table, account);
        var none = new UUID(0, 0);
        var measure =
                measure(new MeasureId("M-0"), about, none, null, "S-0", dates(atOnce ? none : null, terms, account));
        return new MeasureEvent.Imposed(number, measure, effects.ofClosure(account, atOnce), List.of(), null);
    }

    private ClosureDates dates(@Nullable UUID exception, ClosureTerms terms, Account account) {
        var now = clock.instant();
        var at = exception == null ? now.plus(terms.notice()) : now;
        var byTable = at.plus(terms.data());
        var byAppeal = now.plus(
                        deadlines.of(Deadline.APPEAL_WINDOW, account, now).length())
                .plus(AFTER_APPEALS);
        return new ClosureDates(at, byTable.isAfter(byAppeal) ? byTable : byAppeal, exception);
    }

    private Measure measure(
            MeasureId id,
            EnforcementCase about,
            UUID decision,
            Review.@Nullable Found found,
            String statement,
            ClosureDates dates) {
        return new Measure(
                id,
                about.number(),
                about.ground(),
                about.subjectId(),
                MeasureKind.CLOSURE,
                Objects.requireNonNull(about.clause(), "a closure cites a clause"),
                Objects.requireNonNull(about.clauseVersion(), "a closure cites a clause's version"),
                decision,
                found == null ? null : found.decisionId(),
                found == null ? null : found.result(),
                about.ground() == Ground.POOR_PERFORMANCE && found != null
                        ? performance.history(about.number()).record().number()
                        : null,
                statement,
                clock.instant(),
                null,
                null,
                dates);
    }

    /** Tells the person once more that the day is near, unless the closure is over. */
    @Transactional
    public void remind(CaseNumber number) {
        cases.lock(number);
        inForce(number).ifPresent(closure -> {
            timeline.add(number, "closureNear", Timeline.DESK, closure.id().value());
            events.publishEvent(new MeasureEvent.ClosureNear(number, closure));
        });
    }

    /** The day of the closure has come, which its cause knows by itself. Refused as CONFLICT before. Twice changes nothing. */
    @Transactional
    public void reach(CaseNumber number) {
        cases.lock(number);
        var now = clock.instant();
        inForce(number).ifPresent(closure -> {
            if (day(closure).isAfter(now)) {
                throw Refused.conflict("The day of the closure has not come yet.");
            }
            if (choices.reached(closure, now)) {
                cases.waitFor(number, "settlement", null);
                timeline.add(
                        number, "accountClosed", Timeline.DESK, closure.id().value());
                events.publishEvent(new MeasureEvent.ClosureReached(number, closure));
            }
        });
    }

    /** The day on which a closure takes effect. */
    public static Instant day(Measure closure) {
        return Objects.requireNonNull(closure.closure(), "a closure has its day")
                .at();
    }

    /** The case's closure, unless it was overturned or withdrawn. */
    public Optional<Measure> inForce(CaseNumber number) {
        return Optional.of(measures.closure(number))
                .filter(closure -> measures.end(closure.id()).isEmpty());
    }
}
