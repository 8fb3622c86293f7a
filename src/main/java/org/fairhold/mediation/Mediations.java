package org.fairhold.mediation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.Remedy;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Timeline;
import org.fairhold.dispute.Disputes;
import org.fairhold.dispute.Outcome;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.outside.Bodies;
import org.fairhold.outside.Body;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is taken to somebody independent: opened, answered, perhaps extended, and its result with what follows from it. */
@Component
public class Mediations {
    /** How long after a body opened it we can still be told: then its result is due (DSA Art. 21(4)). */
    private static final Duration TOLD_WITHIN = Duration.ofDays(90);

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,99}");

    /**
     * What we are told.
     *
     * @param measure what the body looks at; null for the only measure of the case
     * @param body its code
     * @param reference how the body calls it
     */
    public record Told(@Nullable MeasureId measure, String body, LocalDate openedOn, @Nullable String reference) {}

    /** How long after we were told the body has our answer, and how long after it opened its result is due. */
    public record Terms(Duration answer, Duration result) {}

    private final MediationRows rows;
    private final MediationLetters letters;
    private final Bodies bodies;
    private final Disputes disputes;
    private final Cases cases;
    private final Decisions decisions;
    private final Measures measures;
    private final Remedy remedy;
    private final Accounts accounts;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mediations(
            MediationRows rows,
            MediationLetters letters,
            Bodies bodies,
            Disputes disputes,
            Cases cases,
            Decisions decisions,
            Measures measures,
            Remedy remedy,
            Accounts accounts,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.letters = letters;
        this.bodies = bodies;
        this.disputes = disputes;
        this.cases = cases;
        this.decisions = decisions;
        this.measures = measures;
        this.remedy = remedy;
        this.accounts = accounts;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    public List<Mediation> of(CaseNumber number) {
        return rows.of(number);
    }

    /** Refused as UNKNOWN when there is no such mediation. */
    public Mediation get(String number) {
        return rows.get(number);
    }

    /** The person told us that a measure was taken to a body; no appeal needs to come first (DSA Art. 21(2)). */
    @Transactional
    public Mediation toldByPerson(CaseNumber number, Told told) {
        return open(number, told, Timeline.SUBJECT);
    }

    /** Somebody of the desk records what a body told us. */
    @Transactional
    public Mediation recorded(CaseNumber number, Told told, String by) {
        return open(number, told, by);
    }

    private Mediation open(CaseNumber number, Told told, String by) {
        var about = cases.lock(number);
        var measure = measure(about, told.measure());
        var body = body(told.body());
        if (body.kind() == Body.Kind.CHOSEN_BY_BOTH) {
            throw Refused.invalid("body", "Only the two parties of a dispute choose a mediator together.");
        }
        if (rows.of(number).stream().anyMatch(one -> one.open() && measure.id().equals(one.measure()))) {
            throw Refused.conflict("A body outside looks at this measure already.");
        }
        if (measures.withdrawn(measure.id())) {
            throw Refused.conflict("This measure was withdrawn. There is nothing left to look at.");
        }
        return add(
                about, measure.id(), body, openedAt(about, measure, told.openedOn()), reference(told.reference()), by);
    }

    private Measure measure(EnforcementCase about, @Nullable MeasureId asked) {
        var all = measures.of(about.number());
        if (asked != null) {
            return all.stream()
                    .filter(one -> one.id().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> Refused.invalid("measureId", "That measure is not part of this case."));
        }
        if (all.isEmpty()) {
            throw Refused.conflict("Nothing was decided in this case that a body could look at.");
        }
        if (all.size() > 1) {
            throw Refused.invalid("measureId", "This case has several measures; say which one.");
        }
        return all.get(0);
    }

    private Body body(String code) {
        return bodies.find(code)
                .orElseThrow(
                        () -> Refused.invalid("body", "There is no body of that name here; /policies names them."));
    }

    private Instant openedAt(EnforcementCase about, Measure measure, LocalDate day) {
        var zone = accounts.get(about.subjectId()).timeZone();
        var now = clock.instant();
        if (day.isAfter(LocalDate.ofInstant(now, zone))) {
            throw Refused.invalid("openedOn", "That day has not come yet.");
        }
        if (day.isBefore(LocalDate.ofInstant(measure.effectiveAt(), zone))) {
            throw Refused.invalid("openedOn", "The measure was decided after that day.");
        }
        var opened = day.atStartOfDay(zone).toInstant();
        if (opened.plus(TOLD_WITHIN).isBefore(now)) {
            throw Refused.invalid("openedOn", "That is more than 90 days ago; by now the body has answered.");
        }
        return opened;
    }

    private static @Nullable String reference(@Nullable String typed) {
        if (typed != null && !REFERENCE.matcher(typed).matches()) {
            throw Refused.invalid(
                    "externalReference", "Write the body's own number: letters, digits and . _ : / # - only.");
        }
        return typed;
    }

    /** The parties of a dispute try to agree with that mediator's help, as its outcome says. */
    @Transactional
    public Mediation openForDispute(CaseNumber number, String bodyCode) {
        var about = cases.lock(number);
        if (disputes.latest(number)
                .filter(outcome -> outcome.outcome() == Outcome.MEDIATION)
                .isEmpty()) {
            throw Refused.conflict("Case %s did not come out as a mediation.".formatted(number));
        }
        return add(about, null, body(bodyCode), clock.instant(), null, Timeline.DESK);
    }

    /** Refused as INVALID for a body that nobody named. */
    public void requireKnown(String code) {
        var unused = body(code);
    }

    private Mediation add(
            EnforcementCase about,
            @Nullable MeasureId measure,
            Body body,
            Instant openedAt,
            @Nullable String reference,
            String by) {
        var opened = new Mediation(
                rows.nextNumber(),
                about.number(),
                measure,
                measure == null ? disputes.parties(about.number()).contract() : null,
                body.body().value(),
                body.name(),
                body.kind(),
                reference,
                by.equals(Timeline.SUBJECT),
                openedAt,
                clock.instant(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        rows.add(opened, about.ground());
        timeline.add(about.number(), "mediationOpened", by, opened.number());
        events.publishEvent(new MediationOpened(opened));
        return rows.get(opened.number());
    }

    /** Sets its dates once, and tells the person or both parties of them. */
    @Transactional
    public Mediation plan(String number, Terms terms) {
        var opened = rows.get(number);
        rows.plan(
                number, opened.toldAt().plus(terms.answer()), opened.openedAt().plus(terms.result()));
        var planned = rows.get(number);
        if (planned.ofDispute()) {
            cases.waitFor(planned.caseNumber(), "recordMediation", planned.resultDue());
        }
        letters.opened(planned);
        return planned;
    }

    /** Somebody of the desk told the body what we say. The decision's reason is what the person reads of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answer(String number, Decision decision) {
        var mediation = rows.get(number);
        rows.answer(mediation, decision);
        letters.answered(rows.get(number), decision);
    }

    /** The desk wants to have answered some days before the body stops waiting; the person hears when that day has passed. */
    @EventListener
    void on(CaseEvent.Overdue overdue) {
        if (overdue.step().equals("answerBody")) {
            rows.of(overdue.caseNumber()).stream()
                    .filter(one -> one.open() && one.answeredAt() == null)
                    .filter(one -> one.answerDue() != null && !one.answerDue().isAfter(clock.instant()))
                    .forEach(letters::late);
        }
    }

    /** Refused as CONFLICT where it was extended before, or has a result. */
    public void requireExtendable(String number) {
        var mediation = rows.get(number);
        mediation.requireNoResult();
        if (mediation.extendedUntil() != null) {
            throw Refused.conflict("It was extended once. Record what came of it, or that nothing did.");
        }
    }

    /** The body needs longer, once: until so long after it opened. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant extend(String number, Decision decision, Duration whole) {
        requireExtendable(number);
        var mediation = rows.get(number);
        var until = mediation.openedAt().plus(whole);
        rows.extend(mediation, decision, until);
        letters.extended(rows.get(number), decision);
        return until;
    }

    /** A human records what came of it. It ends there, unless a human must say what we do about it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String number, Decision decision, Result result) {
        var mediation = rows.get(number);
        cases.lock(mediation.caseNumber());
        mediation.requireNoResult();
        rows.result(mediation, decision, result);
        if (!mediation.ofDispute()) {
            letters.result(rows.get(number), decision);
        }
        if (!result.asksForRemedy()) {
            end(number);
        }
    }

    /**
     * Somebody who neither decided nor signed the measure says what follows from a result against us. Refused as FORBIDDEN for
     * who decided it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remedy(String number, Decision decision) {
        var mediation = rows.get(number);
        var measure = measure(mediation);
        if (decisions.get(measure.decisionId()).decidedBy().equalsIgnoreCase(decision.decidedBy())) {
            throw Refused.forbidden("You decided this measure; somebody else says what follows.");
        }
        rows.remedy(mediation, measure.id(), Objects.requireNonNull(mediation.result()), decision);
    }

    public Measure measure(Mediation mediation) {
        return measures.find(Objects.requireNonNull(mediation.measure(), "a dispute has no measure here"))
                .orElseThrow();
    }

    /** The days that the person lost to the measure so far. */
    public int lostDays(String number) {
        return remedy.lostDays(measure(rows.get(number)).id());
    }

    /**
     * Carries out what was decided about a result against us; null unless a milder measure follows.
     *
     * @param feeFreeDays what the table offers for the lost days, where the measure was wrong
     */
    @Transactional
    public @Nullable MeasureKind carryOut(String number, int lostDays, int feeFreeDays) {
        var mediation = rows.get(number);
        cases.lock(mediation.caseNumber());
        var measure = measure(mediation).id();
        var why = decisions.get(rows.remedyDecision(number));
        end(number);
        return switch (Objects.requireNonNull(mediation.remedy())) {
            case OVERTURN -> {
                remedy.overturn(measure, why, lostDays, feeFreeDays);
                yield null;
            }
            case CHANGE -> {
                var kind = remedy.change(measure, why, null);
                letters.changed(mediation, why);
                yield kind;
            }
            case DECLINE -> {
                letters.declined(mediation, why);
                yield null;
            }
        };
    }

    private void end(String number) {
        rows.end(number, clock.instant());
        var ended = rows.get(number);
        timeline.add(
                ended.caseNumber(),
                "mediationEnded:" + Objects.requireNonNull(ended.result()),
                Timeline.DESK,
                ended.number());
    }
}
