package org.fairhold.measure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.fairhold.policy.ClauseVersion;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a decided measure into force, looks at it again, and ends it. */
@Component
public class Enforcement {
    private static final Map<MeasureKind, Set<MeasureKind>> MILDER = Map.of(
            MeasureKind.RESTRICTION, Set.of(MeasureKind.WARNING),
            MeasureKind.SUSPENSION, Set.of(MeasureKind.WARNING, MeasureKind.RESTRICTION),
            MeasureKind.CLOSURE, Set.of(MeasureKind.WARNING, MeasureKind.RESTRICTION, MeasureKind.SUSPENSION));

    private static final Set<MeasureKind> OF_A_RULE =
            Set.of(MeasureKind.WARNING, MeasureKind.RESTRICTION, MeasureKind.SUSPENSION);

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

    /**
     * What a measure takes the place of after an appeal: it never lasts longer.
     *
     * @param rule the other rule that it rests on; null where only its kind changes
     */
    public record Instead(Measure of, @Nullable ClauseVersion rule) {}

    /** When a warning's acknowledgement is due, and when it leaves the record. */
    public record Warned(Instant acknowledgementDue, Instant endsAt) {}

    /** When a restriction is looked at again, and when it ends by itself. */
    public record Restricted(Instant reviewAt, Instant endsAt) {}

    /** Warns, with the lesson for the clause. Takes nothing away. */
    @Transactional
    public Warned warn(CaseNumber number, WarningTerms terms) {
        var now = clock.instant();
        var instead = changed(number).orElse(null);
        var due = now.plus(terms.acknowledgement());
        var ends = noLaterThan(instead, now.plus(terms.record()), now);
        impose(number, now, null, ends, due, null, instead);
        return new Warned(due, ends);
    }

    /** Restricts or suspends, as was decided. */
    @Transactional
    public Restricted restrict(CaseNumber number, RestrictionTerms terms) {
        var now = clock.instant();
        var instead = changed(number).orElse(null);
        var ends = noLaterThan(instead, now.plus(terms.end()), now);
        var review = before(ends, now.plus(terms.review()), now);
        impose(number, now, review, ends, null, now.plus(terms.conditions()), instead);
        return new Restricted(review, ends);
    }

    /** What the measure that is decided now takes the place of, where somebody changed one. */
    private Optional<Measure> changed(CaseNumber number) {
        return decisions
                .ofMeasure(number)
                .filter(decision -> decision.step().equals("changeMeasure"))
                .flatMap(decision -> measures.toReplace(number));
    }

    private static Instant noLaterThan(@Nullable Measure instead, Instant end, Instant now) {
        var was = instead == null ? null : instead.endsAt();
        return was == null || end.isBefore(was) ? end : was.isAfter(now) ? was : now.plusMillis(1);
    }

    /** What lasts only so long is looked at before that. */
    private static Instant before(Instant ends, Instant review, Instant now) {
        return review.isBefore(ends)
                ? review
                : now.plus(Duration.between(now, ends).dividedBy(2));
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
    public MeasureEvent.Imposed draft(CaseNumber number, WarningTerms terms, @Nullable Instead instead) {
        var now = clock.instant();
        return draft(
                cited(number, instead),
                MeasureKind.WARNING,
                now,
                null,
                noLaterThan(instead == null ? null : instead.of(), now.plus(terms.record()), now),
                now.plus(terms.acknowledgement()),
                null);
    }

    /** The case as it would be about the other rule; nothing of this is saved. */
    private EnforcementCase cited(CaseNumber number, @Nullable Instead instead) {
        var about = cases.get(number);
        if (instead != null && instead.rule() != null) {
            about.cite(instead.rule());
        }
        return about;
    }

    /** The restriction or suspension that would begin now: nothing is written, and no number is taken. */
    public MeasureEvent.Imposed draft(
            CaseNumber number, MeasureKind kind, RestrictionTerms terms, @Nullable Instead instead) {
        var now = clock.instant();
        var ends = noLaterThan(instead == null ? null : instead.of(), now.plus(terms.end()), now);
        return draft(
                cited(number, instead),
                kind,
                now,
                before(ends, now.plus(terms.review()), now),
                ends,
                null,
                now.plus(terms.conditions()));
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
            EnforcementCase about,
            MeasureKind kind,
            Instant now,
            @Nullable Instant reviewAt,
            Instant endsAt,
            @Nullable Instant acknowledgementDue,
            @Nullable Instant conditionsDue) {
        var clause = policies.get(Objects.requireNonNull(about.clause()));
        var measure = draft(about, kind, now, reviewAt, endsAt);
        var asked = conditionsDue == null ? List.<Condition>of() : conditions.draft(measure, clause, 1, conditionsDue);
        return new MeasureEvent.Imposed(
                about.number(),
                measure,
                effects.of(kind, accounts.get(about.subjectId()), clause),
                asked,
                acknowledgementDue);
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
            @Nullable Instant conditionsDue,
            @Nullable Measure instead) {
        var decision = decisions
                .ofMeasure(number)
                .orElseThrow(() -> Refused.conflict("Nobody has decided a measure in case %s.".formatted(number)));
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
        if (instead != null) {
            measures.replace(instead, measure);
        }
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
     * not happen. Ending twice changes nothing.
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
                    case RESTORED -> decided(number, "decideChanges", "DECIDED");
                    case OVERTURNED -> remedied(measure, "OVERTURN");
                    case CHANGED -> remedied(measure, "CHANGE");
                    case UNANSWERED -> unanswered(measure, now);
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
        if (endsNow) {
            events.publishEvent(new MeasureEvent.Ended(number, measure, as, why));
        }
    }

    /**
     * Somebody who did not decide the measure found it wrong, by this decision: it ends now; one that has ended is taken off the
     * record, and the person told so.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overturn(Measure measure, Decision why) {
        cases.lock(measure.caseNumber());
        measures.remedy(measure, why);
        if (measures.end(measure.id()).isEmpty()) {
            end(measure, Ending.OVERTURNED);
        } else {
            events.publishEvent(new MeasureEvent.Ended(measure.caseNumber(), measure, Ending.OVERTURNED, why));
        }
    }

    /** Whether the account is closed in the same case, which goes on with that. */
    private boolean closing(Measure ended) {
        return measures.of(ended.caseNumber()).stream()
                .anyMatch(other -> other.kind() == MeasureKind.CLOSURE
                        && !other.id().equals(ended.id())
                        && measures.end(other.id()).isEmpty());
    }

    /**
     * Somebody who did not decide the measure put another in its place, by this decision: that one ends, and the process of
     * the other begins. Refused as INVALID for what is not milder, as CONFLICT where nothing is in force.
     *
     * @param rule the other rule that it rests on, of which the person was asked; null for the same
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Measure measure, Decision why, MeasureKind to, @Nullable ClauseVersion rule) {
        if (rule == null) {
            requireMilder("measure", measure.id(), to);
        } else {
            requireUnderAnotherRule("measure", measure.id(), to);
        }
        measures.remedy(measure, why);
        end(measure, Ending.CHANGED);
        var open = cases.lock(measure.caseNumber());
        if (rule != null) {
            open.cite(rule);
        }
        open.decideAnew();
        cases.save(open);
    }

    /** Refused as INVALID for what is not milder than that measure, as CONFLICT where it has ended. */
    public void requireMilder(String field, MeasureId id, MeasureKind to) {
        var measure = measures.find(id).orElseThrow();
        if (!MILDER.getOrDefault(measure.kind(), Set.of()).contains(to)) {
            throw Refused.invalid(field, noneMilder(measure.kind()));
        }
        requireChangeable(field, measure, to);
    }

    /** Like {@link #requireMilder}, for a measure that is to rest on another rule; its kind may stay. */
    public void requireUnderAnotherRule(String field, MeasureId id, MeasureKind to) {
        var measure = measures.find(id).orElseThrow();
        if (!OF_A_RULE.contains(measure.kind()) || measure.ground() != Ground.POLICY_VIOLATION) {
            throw Refused.invalid(
                    field,
                    "Only a warning, a restriction or a suspension for breaking a rule can rest on another one.");
        }
        if (to != measure.kind()
                && !MILDER.getOrDefault(measure.kind(), Set.of()).contains(to)) {
            throw Refused.invalid(field, "An appeal never makes it harder.");
        }
        requireChangeable(field, measure, to);
    }

    private void requireChangeable(String field, Measure measure, MeasureKind to) {
        if (measure.ground() == Ground.POOR_PERFORMANCE && to == MeasureKind.SUSPENSION) {
            throw Refused.invalid(field, "Poor performance limits new work only. Change it to a restriction.");
        }
        if (measure.ground().confidential()) {
            throw Refused.invalid(
                    field, "After fraud nothing milder takes the place of a closure. Uphold it, or overturn it.");
        }
        if (measures.end(measure.id()).isPresent()) {
            throw Refused.conflict("This measure has ended. Overturn it, or answer that nothing is to be changed.");
        }
        if (cases.get(measure.caseNumber()).stage() == Stage.CLOSED) {
            throw Refused.conflict("The case of this measure is over. Overturn it, or uphold it.");
        }
        if (measures.of(measure.caseNumber()).stream().anyMatch(other -> standsBeside(other, measure))) {
            throw Refused.conflict(
                    "Another measure of this case is in force and stays so. Overturn this one, and only the other is left.");
        }
    }

    private static String noneMilder(MeasureKind kind) {
        return switch (kind) {
            case WARNING -> "There is nothing milder than a warning. Uphold it, or overturn it.";
            case FREEZE ->
                "A freeze is there or not. Uphold it, or overturn it; the fraud team decides about parts of it.";
            case HOLD -> "A hold becomes no other measure. Overturn it, or give back single lines at its review.";
            default -> "An appeal changes a measure to a milder one, and this is none.";
        };
    }

    private boolean standsBeside(Measure other, Measure changed) {
        return !other.id().equals(changed.id())
                && other.kind() != MeasureKind.HOLD
                && other.kind() != MeasureKind.WARNING
                && measures.end(other.id()).isEmpty();
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

    /** The decision of somebody else about exactly this measure. */
    private Decision remedied(Measure measure, String outcome) {
        return measures.remedied(measure.id(), outcome)
                .map(decisions::get)
                .orElseThrow(() -> Refused.conflict("Nobody has found this measure wrong."));
    }

    private @Nullable Decision unanswered(Measure measure, Instant now) {
        if (!measures.appealLate(measure.id(), now)) {
            throw Refused.conflict("No appeal against this measure is late.");
        }
        return onlyHold(measure);
    }

    private static @Nullable Decision reached(@Nullable Instant date, Instant now) {
        if (date == null || date.isAfter(now)) {
            throw Refused.conflict("That date has not come yet.");
        }
        return null;
    }
}
