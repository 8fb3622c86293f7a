package org.fairhold.fraud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.WithheldPart.Part;
import org.fairhold.funds.HoldEvent;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Freezes an account on suspicion, by a human and at once, and looks at the freeze again until a human ends it (never-rules 3,
 * 4 and 8). It takes every permission and keeps all money, which stays its holder's.
 */
@Component
public class Freezes {
    /** When a freeze is looked at again: after so long each, and then every so often. */
    public record Rhythm(Duration first, Duration second, Duration third, Duration later) {}

    /** What begins with a freeze. @param lookAgainAt when to look at what is withheld; null where nothing is */
    public record Begun(Instant effectiveAt, Instant reviewAt, @Nullable Instant lookAgainAt) {}

    private final Cases cases;
    private final Decisions decisions;
    private final Enforcement enforcement;
    private final Measures measures;
    private final Holds holds;
    private final AccountBalances balances;
    private final WithheldParts withheld;
    private final FraudTeam team;
    private final PersonalTexts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Freezes(
            Cases cases,
            Decisions decisions,
            Enforcement enforcement,
            Measures measures,
            Holds holds,
            AccountBalances balances,
            WithheldParts withheld,
            FraudTeam team,
            PersonalTexts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.enforcement = enforcement;
        this.measures = measures;
        this.holds = holds;
        this.balances = balances;
        this.withheld = withheld;
        this.team = team;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /** What a statement will not say, why, and in how many days that is looked at again. */
    public record Withholding(List<Part> parts, String reason, int lookAgainDays) {
        public Withholding {
            if (lookAgainDays < 1 || lookAgainDays > 3) {
                throw Refused.invalid("lookAgainDays", "What is withheld is looked at again in 1, 2 or 3 days.");
            }
        }
    }

    /** A member of the fraud team decides that the account is frozen. */
    @Transactional
    public void decide(Signature by, String reasonForPerson, String note, @Nullable Withholding withholding) {
        team.requireMember(by.by());
        var decision = decisions.record(by, MeasureKind.FREEZE.name(), null, reasonForPerson, note);
        if (withholding != null) {
            withheld.choose(decision, choice(withholding));
        }
    }

    private WithheldParts.Choice choice(Withholding withholding) {
        return new WithheldParts.Choice(
                withholding.parts(), texts.keepInternal(withholding.reason()), withholding.lookAgainDays());
    }

    /** A member of the fraud team decides that there is no reason to freeze anything. */
    @Transactional
    public void decline(Signature by, String note) {
        team.requireMember(by.by());
        decisions.record(by, "NO_FREEZE", null, null, note);
    }

    /**
     * The one verb by which an account is frozen: every permission, all money that the marketplace told of, statement, mail and
     * commands are written in this transaction or not at all (never-rule 1).
     */
    @Transactional
    public Begun freeze(CaseNumber number, Rhythm rhythm) {
        var decision = decisions.required(number, "decideFreeze");
        if (!decision.outcome().equals(MeasureKind.FREEZE.name())) {
            throw Refused.conflict("Nobody decided to freeze this account.");
        }
        var now = clock.instant();
        var reviewAt = now.plus(rhythm.first());
        var frozen = enforcement.freeze(number, decision, reviewAt);
        var lines = holds.keepEverything(frozen.measure(), balances.lastRead(number));
        withheld.chosen(decision).ifPresent(choice -> withheld.withhold(frozen.measure(), decision, choice, now));
        var parts = withheld.of(frozen.measure());
        events.publishEvent(new FraudEvent.Frozen(number, frozen.measure(), frozen.effects(), lines, parts));
        return new Begun(now, reviewAt, parts.isEmpty() ? null : parts.get(0).lookAgainAt());
    }

    /** Keeps what the marketplace told of after the account was frozen. */
    @Transactional
    public void keepWhatCame(CaseNumber number) {
        var freeze = inForce(number);
        var unused = holds.keepEverything(freeze, balances.lastRead(number));
    }

    /** Money may have come since the account was frozen: what the marketplace tells then is kept as well. */
    @Transactional
    public void askAgain(CaseNumber number) {
        balances.ask(number);
    }

    /** What could not be kept has gone elsewhere meanwhile: the marketplace is asked again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(HoldEvent.LinesChanged changed) {
        if (measures.of(changed.caseNumber()).stream()
                .anyMatch(one -> one.kind() == MeasureKind.FREEZE
                        && measures.end(one.id()).isEmpty())) {
            balances.ask(changed.caseNumber());
        }
    }

    /** The case's freeze. Refused as CONFLICT where none is in force. */
    public Measure inForce(CaseNumber number) {
        return measures.of(number).stream()
                .filter(one -> one.kind() == MeasureKind.FREEZE
                        && measures.end(one.id()).isEmpty())
                .findFirst()
                .orElseThrow(() -> Refused.conflict("Nothing is frozen in case %s.".formatted(number)));
    }

    /** When it is looked at next: on fixed days from its beginning, however late one of them is done. */
    private Instant nextReview(Measure freeze, Rhythm rhythm) {
        var now = clock.instant();
        var from = freeze.effectiveAt();
        return Stream.concat(
                        Stream.of(rhythm.first(), rhythm.second(), rhythm.third()),
                        Stream.iterate(rhythm.third().plus(rhythm.later()), last -> last.plus(rhythm.later())))
                .map(from::plus)
                .filter(date -> date.isAfter(now))
                .findFirst()
                .orElseThrow();
    }

    /** Tells the person that it still goes on. @return when they hear of it next */
    @Transactional
    public Instant tellProgress(CaseNumber number, Rhythm rhythm) {
        var freeze = inForce(number);
        var next = nextReview(freeze, rhythm);
        askAgain(number);
        events.publishEvent(new FraudEvent.StillGoingOn(number, freeze, next));
        return next;
    }

    /** A member of the fraud team looked at the freeze again, and it goes on. */
    @Transactional
    public void confirm(Signature by, String note, Instant next) {
        team.requireMember(by.by());
        cases.lock(by.caseNumber());
        enforcement.confirmFreeze(decisions.record(by, "CONFIRM", null, null, note), next);
    }

    /** What is withheld stays so for a while. @return when it is looked at again */
    @Transactional
    public Instant keepWithheld(Signature by, String reason, int lookAgainDays) {
        team.requireMember(by.by());
        var freeze = inForce(by.caseNumber());
        var parts = withheld.of(freeze).stream().map(WithheldPart::part).toList();
        var decision = decisions.record(by, "KEEP", null, null, reason);
        withheld.withhold(
                freeze, decision, choice(new Withholding(parts, reason, lookAgainDays)), decision.decidedAt());
        return withheld.of(freeze).get(0).lookAgainAt();
    }

    @Transactional
    public void decideToDisclose(Signature by, String note) {
        team.requireMember(by.by());
        decisions.record(by, "DISCLOSE", null, null, note);
    }

    /** The person reads what was withheld: a new version of the statement. */
    @Transactional
    public void disclose(CaseNumber number) {
        var why = decisions.required(number, "reviewWithheld");
        if (!why.outcome().equals("DISCLOSE")) {
            throw Refused.conflict("It was decided to withhold this further.");
        }
        events.publishEvent(new FraudEvent.ToBeToldInFull(number, inForce(number), why));
    }

    /** What a freeze's statement does not say, with the last word on each part. */
    public List<WithheldPart> withheld(Measure freeze) {
        return withheld.of(freeze);
    }
}
