package org.fairhold.measure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.fairhold.Refused;
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
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.contract.Contracts;
import org.fairhold.performance.Performance;
import org.fairhold.performance.RecordNumber;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a decided measure into force, looks at it again, and ends it. */
@Component
public class Enforcement {
    private final Cases cases;
    private final Decisions decisions;
    private final Review review;
    private final Measures measures;
    private final Effects effects;
    private final Conditions conditions;
    private final Performance performance;
    private final Causes causes;
    private final Accounts accounts;
    private final Contracts contracts;
    private final Policies policies;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enforcement(
            Cases cases,
            Decisions decisions,
            Review review,
            Measures measures,
            Effects effects,
            Conditions conditions,
            Performance performance,
            Causes causes,
            Accounts accounts,
            Contracts contracts,
            Policies policies,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.measures = measures;
        this.effects = effects;
        this.conditions = conditions;
        this.performance = performance;
        this.causes = causes;
        this.accounts = accounts;
        this.contracts = contracts;
        this.policies = policies;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /** When a hold is looked at again, and when it ends by itself. */
    public record HoldTerms(Duration review, Duration end) {}

    /** How long a warning can be acknowledged, and how long it stays on the record. */
    public record WarningTerms(Duration acknowledgement, Duration record) {}

    /** When a restriction's conditions are due, when it is looked at again, and when it ends by itself. */
    public record RestrictionTerms(Duration conditions, Duration review, Duration end) {}

    /** When a warning's acknowledgement is due, and when it leaves the record. */
    public record Warned(Instant acknowledgementDue, Instant endsAt) {}

    /** When a restriction is looked at again, and when it ends by itself. */
    public record Restricted(Instant reviewAt, Instant endsAt) {}

    /** Warns, with the lesson for the clause. Takes nothing away. */
    @Transactional
    public Warned warn(CaseNumber number, WarningTerms terms) {
        var now = clock.instant();
        var due = now.plus(terms.acknowledgement());
        var ends = now.plus(terms.record());
        impose(number, now, null, ends, due, null);
        return new Warned(due, ends);
    }

    /** Restricts or suspends, as was decided. */
    @Transactional
    public Restricted restrict(CaseNumber number, RestrictionTerms terms) {
        var now = clock.instant();
        var review = now.plus(terms.review());
        var ends = now.plus(terms.end());
        impose(number, now, review, ends, null, now.plus(terms.conditions()));
        return new Restricted(review, ends);
    }

    /**
     * Records a hold as a human decided it, beside whatever else the case comes to. Its lines, its statement and its mail
     * are written in the same transaction by whoever calls this, or nothing of it is committed (never-rules 1 and 6).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Measure hold(CaseNumber number, Decision decision, HoldTerms terms) {
        var now = clock.instant();
        var open = cases.lock(number);
        if (open.stage() == Stage.CLOSED) {
            throw Refused.conflict("Case %s is closed.".formatted(number));
        }
        var found = review.found(number);
        var measure = measures.add(new Measure(
                measures.nextId(),
                number,
                open.ground(),
                open.subjectId(),
                MeasureKind.HOLD,
                Objects.requireNonNull(open.clause(), "a hold cites a clause"),
                Objects.requireNonNull(open.clauseVersion(), "a hold cites a clause's version"),
                decision.id(),
                found.map(Review.Found::decisionId).orElse(null),
                found.map(Review.Found::result).orElse(null),
                open.ground() == Ground.POOR_PERFORMANCE
                        ? performance.judgedHistory(number).record().number()
                        : null,
                measures.nextStatementNumber(),
                now,
                now.plus(terms.review()),
                now.plus(terms.end()),
                null));
        timeline.add(
                number,
                "measure:" + MeasureKind.HOLD,
                decision.decidedBy(),
                measure.id().value());
        return measure;
    }

    /** Whether anything may be held in this case: before the finding in the interim, and never after one that grounds nothing. */
    public boolean mayHold(CaseNumber number) {
        return review.found(number)
                .map(Review.Found::result)
                .map(Review.Finding::grounds)
                .orElse(true);
    }

    /** A freeze as it came into force. */
    public record Frozen(Measure measure, Effects.Preview effects) {}

    /**
     * Freezes an account, as a human decided: everything is taken, and it ends only by a human (never-rules 4 and 8). Its
     * lines, its statement and its mail are written in the same transaction by whoever calls this, or nothing of it is
     * committed (never-rule 1).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Frozen freeze(CaseNumber number, Decision decision, Instant reviewAt) {
        var now = clock.instant();
        var open = cases.lock(number);
        open.freeze();
        cases.save(open);
        var clause = policies.get(Objects.requireNonNull(open.clause(), "a freeze cites a clause"));
        var measure = measures.add(new Measure(
                measures.nextId(),
                number,
                open.ground(),
                open.subjectId(),
                MeasureKind.FREEZE,
                clause.clause(),
                Objects.requireNonNull(open.clauseVersion()),
                decision.id(),
                null,
                null,
                null,
                measures.nextStatementNumber(),
                now,
                reviewAt,
                null,
                null));
        var effect = effects.frozen(accounts.get(open.subjectId()));
        causes.impose(new Cause(
                measure.id().value(),
                MeasureKind.FREEZE,
                measure.subjectId(),
                number.value(),
                measure.ground(),
                clause.clause().value(),
                now,
                null,
                effect.blocks()));
        timeline.add(
                number,
                "measure:" + MeasureKind.FREEZE,
                decision.decidedBy(),
                measure.id().value());
        return new Frozen(measure, effect);
    }

    /** A human looked at a freeze and lets it go on until the next review; nothing ends it by itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmFreeze(Decision why, Instant next) {
        var freeze = measures.latest(why.caseNumber());
        measures.review(freeze, why, next);
        timeline.add(
                why.caseNumber(),
                "measureConfirmed",
                why.decidedBy(),
                freeze.id().value());
    }

    /** The warning that would be given now: nothing is written, and no number is taken. */
    public MeasureEvent.Imposed draft(CaseNumber number, WarningTerms terms) {
        var now = clock.instant();
        return draft(
                number,
                MeasureKind.WARNING,
                now,
                null,
                now.plus(terms.record()),
                now.plus(terms.acknowledgement()),
                null);
    }

    /** The restriction or suspension that would begin now: nothing is written, and no number is taken. */
    public MeasureEvent.Imposed draft(CaseNumber number, MeasureKind kind, RestrictionTerms terms) {
        var now = clock.instant();
        return draft(
                number, kind, now, now.plus(terms.review()), now.plus(terms.end()), null, now.plus(terms.conditions()));
    }

    /** The hold that would begin now: nothing is written, and no number is taken. */
    public Measure draft(CaseNumber number, HoldTerms terms) {
        var now = clock.instant();
        return draft(cases.get(number), MeasureKind.HOLD, now, now.plus(terms.review()), now.plus(terms.end()));
    }

    /** The freeze that would begin now, likewise. */
    public Measure draftFreeze(CaseNumber number, Instant reviewAt) {
        return draft(cases.get(number), MeasureKind.FREEZE, clock.instant(), reviewAt, null);
    }

    private Measure draft(
            EnforcementCase about,
            MeasureKind kind,
            Instant now,
            @Nullable Instant reviewAt,
            @Nullable Instant endsAt) {
        return new Measure(
                new MeasureId("M-0"),
                about.number(),
                about.ground(),
                about.subjectId(),
                kind,
                Objects.requireNonNull(about.clause()),
                Objects.requireNonNull(about.clauseVersion()),
                new UUID(0, 0),
                null,
                review.found(about.number()).map(Review.Found::result).orElse(null),
                null,
                "S-0",
                now,
                reviewAt,
                endsAt,
                null);
    }

    private MeasureEvent.Imposed draft(
            CaseNumber number,
            MeasureKind kind,
            Instant now,
            @Nullable Instant reviewAt,
            Instant endsAt,
            @Nullable Instant acknowledgementDue,
            @Nullable Instant conditionsDue) {
        var about = cases.get(number);
        var clause = policies.get(Objects.requireNonNull(about.clause()));
        var measure = draft(about, kind, now, reviewAt, endsAt);
        var asked = conditionsDue == null ? List.<Condition>of() : conditions.draft(measure, clause, 1, conditionsDue);
        return new MeasureEvent.Imposed(
                number, measure, effects.of(kind, accounts.get(about.subjectId()), clause), asked, acknowledgementDue);
    }

    /**
     * The one verb by which a measure comes into force: cause, statement of reasons and mail are written in this
     * transaction or not at all (never-rule 1). The kind is what a human decided, and nothing else (never-rule 3).
     */
    private void impose(
            CaseNumber number,
            Instant now,
            @Nullable Instant reviewAt,
            Instant endsAt,
            @Nullable Instant acknowledgementDue,
            @Nullable Instant conditionsDue) {
        var decision = decisions.required(number, "decideMeasure");
        var found = review.found(number)
                .orElseThrow(() -> Refused.conflict("There is no finding in case %s.".formatted(number)));
        contracts.lockRunning(cases.get(number).subjectId());
        var open = cases.lock(number);
        var kind = MeasureKind.valueOf(decision.outcome());
        var clause = policies.get(Objects.requireNonNull(open.clause()));
        open.enforce(
                kind == MeasureKind.WARNING ? Stage.WARNED : Stage.MEASURE_IN_FORCE,
                kind == MeasureKind.WARNING ? "acknowledgement" : "conditions",
                acknowledgementDue == null ? conditionsDue : acknowledgementDue);
        cases.save(open);
        var measure = measures.add(new Measure(
                measures.nextId(),
                number,
                open.ground(),
                open.subjectId(),
                kind,
                clause.clause(),
                Objects.requireNonNull(open.clauseVersion()),
                decision.id(),
                found.decisionId(),
                found.result(),
                recordOf(open),
                measures.nextStatementNumber(),
                now,
                reviewAt,
                endsAt,
                null));
        var effect = effects.of(kind, accounts.get(open.subjectId()), clause);
        causes.impose(new Cause(
                measure.id().value(),
                kind,
                measure.subjectId(),
                number.value(),
                measure.ground(),
                clause.clause().value(),
                now,
                endsAt,
                effect.blocks()));
        var asked =
                conditionsDue == null ? List.<Condition>of() : conditions.ask(measure, clause, 1, now, conditionsDue);
        timeline.add(
                number, "measure:" + kind, decision.decidedBy(), measure.id().value());
        events.publishEvent(new MeasureEvent.Imposed(number, measure, effect, asked, acknowledgementDue));
    }

    /** The record that a measure for poor performance rests on (never-rule 5). */
    private @Nullable RecordNumber recordOf(EnforcementCase open) {
        return open.ground() == Ground.POOR_PERFORMANCE
                ? performance.history(open.number()).record().number()
                : null;
    }

    /**
     * Ends the case's measure, and only that (never-rule 9). Refused as CONFLICT when what is said to have ended it did
     * not happen. Ending twice changes nothing; a measure that had ended is still overturned, and the person told so.
     */
    @Transactional
    public void end(CaseNumber number, Ending as) {
        end(measures.latest(number), as);
    }

    /** Ends that measure, and only that; refused and repeated like {@link #end(CaseNumber, Ending)}. */
    @Transactional
    public void end(Measure measure, Ending as) {
        var number = measure.caseNumber();
        var hold = measure.kind() == MeasureKind.HOLD;
        var now = clock.instant();
        var why =
                switch (as) {
                    case REINSTATED -> decided(number, "checkFix", "REINSTATE");
                    case UNJUSTIFIED -> decided(number, reviewOf(measure), "LIFT");
                    case UNFOUNDED -> unfounded(measure);
                    case OVERTURNED -> overturned(measure);
                    case WITHDRAWN -> decided(number, "withdrawMeasure", "WITHDRAW");
                    case EXPIRED -> reached(measure.endsAt(), now);
                    case UNCONFIRMED -> reached(measure.reviewAt(), now);
                    case DECIDED -> measure.kind() == MeasureKind.FREEZE ? closedInstead(measure) : onlyHold(measure);
                    case RELEASED -> onlyHold(measure);
                };
        var open = cases.lock(number);
        var endsNow = measures.end(measure, as, why == null ? null : why.id(), now);
        if (endsNow) {
            causes.lift(measure.id().value(), now);
            timeline.add(
                    number,
                    "measureEnded:" + as,
                    why == null ? Timeline.DESK : why.decidedBy(),
                    measure.id().value());
            if (!hold && open.stage() != Stage.CLOSED && !closing(measure)) {
                open.waitFor("closing", null);
                cases.save(open);
            }
        }
        if (endsNow || as == Ending.OVERTURNED) {
            events.publishEvent(new MeasureEvent.Ended(number, measure, as, why));
        }
    }

    /** Whether the account is closed in the same case, which goes on with that. */
    private boolean closing(Measure ended) {
        return measures.of(ended.caseNumber()).stream()
                .anyMatch(other -> other.kind() == MeasureKind.CLOSURE
                        && !other.id().equals(ended.id())
                        && measures.end(other.id()).isEmpty());
    }

    /** A human looked at the measure again and confirmed it until the next review, which comes as often as {@code every}. */
    @Transactional
    public void confirm(CaseNumber number, Duration every) {
        confirm(measures.latest(number), decisions.required(number, "reviewRestriction"), every);
    }

    /** A human looked at that measure again and confirmed it, by this decision. */
    @Transactional
    public void confirm(Measure measure, Decision why, Duration every) {
        var number = measure.caseNumber();
        if (why.outcome().equals("LIFT")) {
            throw Refused.conflict("The review did not confirm the measure.");
        }
        var next = nextReview(measure, every);
        measures.review(measure, why, next);
        timeline.add(number, "measureConfirmed", why.decidedBy(), measure.id().value());
        if (conditions.refused(measure.id())) {
            cases.waitFor(number, "nextReview", next);
        }
        events.publishEvent(new MeasureEvent.Confirmed(number, measure, why, next));
    }

    /**
     * When a restriction is looked at again if it is confirmed now. Reviews keep their rhythm, however late one of them is
     * done: what we promise is when the timer fires.
     */
    public Instant nextReview(Measure measure, Duration every) {
        var first = Objects.requireNonNull(measure.reviewAt());
        var reached = Duration.between(first, clock.instant()).dividedBy(every);
        return first.plus(every.multipliedBy(reached + 1));
    }

    private @Nullable Decision decided(CaseNumber number, String step, String outcome) {
        var decision = decisions.required(number, step);
        if (!decision.outcome().equals(outcome)) {
            throw Refused.conflict("%s was decided as %s, not as %s.".formatted(step, decision.outcome(), outcome));
        }
        return decision;
    }

    private static String reviewOf(Measure measure) {
        return switch (measure.kind()) {
            case HOLD -> "reviewHold";
            case FREEZE -> "settleFraud";
            default -> "reviewRestriction";
        };
    }

    /** The finding that there was no fraud. */
    private Decision unfounded(Measure measure) {
        return review.found(measure.caseNumber())
                .filter(found -> measure.kind() == MeasureKind.FREEZE && found.result() == Review.Finding.NONE)
                .map(found -> decisions.get(found.decisionId()))
                .orElseThrow(() -> Refused.conflict("Nobody has found that this freeze had no reason."));
    }

    /** The decision by which the account is closed at once instead. */
    private Decision closedInstead(Measure freeze) {
        return measures.of(freeze.caseNumber()).stream()
                .filter(other -> other.closure() != null && other.closure().atOnce())
                .filter(closure -> measures.end(closure.id()).isEmpty())
                .findFirst()
                .map(closure -> decisions.get(closure.decisionId()))
                .orElseThrow(() -> Refused.conflict("Nobody has closed the account instead."));
    }

    private static @Nullable Decision onlyHold(Measure measure) {
        if (measure.kind() != MeasureKind.HOLD) {
            throw Refused.conflict("Only a hold ends so.");
        }
        return null;
    }

    /** The decision about an appeal against exactly this measure. */
    private Decision overturned(Measure measure) {
        return measures.overturnedBy(measure.id())
                .map(decisions::get)
                .orElseThrow(() -> Refused.conflict("No appeal against this measure was granted."));
    }

    private static @Nullable Decision reached(@Nullable Instant date, Instant now) {
        if (date == null || date.isAfter(now)) {
            throw Refused.conflict("That date has not come yet.");
        }
        return null;
    }
}
