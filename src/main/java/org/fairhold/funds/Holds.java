package org.fairhold.funds;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Timeline;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Balance;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.marketplace.Commands;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Enforcement.HoldTerms;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.Measures;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places holds in proportion, and gives money back the moment its reason is gone (never-rules 6 and 8). Contracts are locked
 * before cases, everywhere, so that an ending contract and a hold that is just placed never miss each other.
 */
@Component
public class Holds {
    /** No provider keeps money back longer; a table may say less. */
    public static final Duration END_MAX = Duration.ofDays(90);

    /**
     * How a hold stands after its contracts were checked.
     *
     * @param allReleased nothing of it is left
     * @param toAsk a contract ended otherwise than completed and undisputed, and nobody was asked about its line yet
     */
    public record Checked(boolean allReleased, boolean toAsk) {}

    private final Cases cases;
    private final Decisions decisions;
    private final Measures measures;
    private final Enforcement enforcement;
    private final Exposures exposures;
    private final HoldLines lines;
    private final Commands commands;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Holds(
            Cases cases,
            Decisions decisions,
            Measures measures,
            Enforcement enforcement,
            Exposures exposures,
            HoldLines lines,
            Commands commands,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.measures = measures;
        this.enforcement = enforcement;
        this.exposures = exposures;
        this.lines = lines;
        this.commands = commands;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /** What is at stake in a case: of the one contract it is about, or of all its person's contracts. */
    public List<Exposure> atStake(CaseNumber number) {
        return atStake(cases.get(number));
    }

    public List<Exposure> atStake(EnforcementCase about) {
        return exposures.of(about.subjectId(), about.contractId());
    }

    /** What can be proposed to hold: per contract, what is disputed plus what is charged back, less what is held already. */
    public List<Exposure> proposal(CaseNumber number) {
        return atStake(number).stream()
                .filter(exposure -> exposure.free().minor() > 0)
                .toList();
    }

    /** All of the proposal. Refused as INVALID where nothing is at stake any more. */
    public List<Chosen> proposed(CaseNumber number, Origin origin) {
        var proposal = proposal(number);
        if (proposal.isEmpty()) {
            throw Refused.invalid(
                    "holdDecision", "Nothing is disputed or charged back any more; there is nothing to hold.");
        }
        return proposal.stream()
                .map(exposure -> new Chosen(exposure.contract(), exposure.free(), origin))
                .toList();
    }

    /** The hold that would be placed now: nothing is written, and no number is taken. Refused as {@link #decide} refuses. */
    public HoldEvent.Placed draft(CaseNumber number, List<Chosen> chosen, HoldTerms terms) {
        requireProportion(number, chosen);
        var measure = enforcement.draft(number, terms);
        List<HoldLine> drafted = new ArrayList<>();
        for (var one : possible(cases.get(number), chosen)) {
            drafted.add(line(measure, drafted.size() + 1, one));
        }
        return new HoldEvent.Placed(number, measure, drafted);
    }

    /** Whether there is anything to decide about: something at stake, and no hold in force. Frauds hold by their own process. */
    public boolean proposable(CaseNumber number) {
        return !cases.get(number).ground().confidential()
                && inForce(number).isEmpty()
                && !proposal(number).isEmpty();
    }

    /** The case's hold that has not ended. */
    public Optional<Measure> inForce(CaseNumber number) {
        return measures.latestHold(number)
                .filter(hold -> measures.end(hold.id()).isEmpty());
    }

    /** A human decides to hold this. Refused as INVALID where it is more than may be held. */
    @Transactional
    public void decide(Signature by, List<Chosen> chosen, String reasonForPerson) {
        requireProportion(by.caseNumber(), chosen);
        var decision = decisions.record(by, MeasureKind.HOLD.name(), null, reasonForPerson, null);
        var position = 0;
        for (var one : chosen) {
            lines.choose(decision.id(), by.caseNumber(), ++position, one);
        }
    }

    private void requireProportion(CaseNumber number, List<Chosen> chosen) {
        Map<Stake, Money> free = new HashMap<>();
        proposal(number).forEach(exposure -> free.put(new Stake(exposure), exposure.free()));
        for (var one : chosen) {
            var stake = new Stake(one.contract(), one.amount().currency());
            var left = free.get(stake);
            if (left == null) {
                throw Refused.invalid(
                        "holdLines",
                        "Nothing is disputed or charged back in %s for contract %s."
                                .formatted(stake.currency(), stake.contract()));
            }
            if (one.amount().minor() > left.minor()) {
                throw Refused.invalid(
                        "holdLines",
                        "At most %s can be held for contract %s: what is disputed plus what is charged back, less what is held."
                                .formatted(Amounts.plain(left), stake.contract()));
            }
            free.put(stake, left.minus(one.amount()));
        }
    }

    /** One contract in one currency. */
    private record Stake(ContractId contract, Currency currency) {
        Stake(Exposure exposure) {
            this(exposure.contract(), exposure.currency());
        }
    }

    /**
     * The one verb by which money is held: measure, lines, statement, mail and commands are written in this transaction or
     * not at all (never-rule 1). Holds what was decided, and less where less is at stake by now.
     *
     * @return the hold; empty where nothing is left to hold
     */
    @Transactional
    public Optional<Measure> place(CaseNumber number, HoldTerms terms) {
        var decision = decisions.required(number, "decideHold");
        var chosen = lines.chosen(decision.id());
        exposures.lock(chosen.stream().map(Chosen::contract).toList());
        var open = cases.lock(number);
        requireTerms(open, terms);
        var possible = enforcement.mayHold(number) ? possible(open, chosen) : List.<Possible>of();
        if (possible.isEmpty()) {
            timeline.add(number, "holdNotNeeded", Timeline.DESK, null);
            return Optional.empty();
        }
        var measure = enforcement.hold(number, decision, terms);
        List<HoldLine> placed = new ArrayList<>();
        for (var one : possible) {
            placed.add(place(measure, placed.size() + 1, one));
        }
        events.publishEvent(new HoldEvent.Placed(number, measure, placed));
        return Optional.of(measure);
    }

    private void requireTerms(EnforcementCase open, HoldTerms terms) {
        if (open.ground().confidential()) {
            throw Refused.conflict("Fraud and takeover hold money by their own process.");
        }
        if (terms.end().compareTo(END_MAX) > 0) {
            throw Refused.conflict("A hold ends within %d days.".formatted(END_MAX.toDays()));
        }
        if (inForce(open.number()).isPresent()) {
            throw Refused.conflict("Case %s holds money already.".formatted(open.number()));
        }
    }

    /** What was chosen and is still at stake. */
    private record Possible(Chosen chosen, Exposure exposure) {}

    private List<Possible> possible(EnforcementCase open, List<Chosen> chosen) {
        Map<Stake, Exposure> atStake = new HashMap<>();
        Map<Stake, Long> free = new HashMap<>();
        for (var exposure : exposures.of(open.subjectId(), open.contractId())) {
            atStake.put(new Stake(exposure), exposure);
            free.put(new Stake(exposure), exposure.free().minor());
        }
        List<Possible> possible = new ArrayList<>();
        for (var one : chosen) {
            var stake = new Stake(one.contract(), one.amount().currency());
            var exposure = atStake.get(stake);
            var minor = Math.min(one.amount().minor(), free.getOrDefault(stake, 0L));
            if (exposure != null && minor > 0) {
                free.merge(stake, -minor, Long::sum);
                var amount = new Money(minor, one.amount().currency());
                possible.add(new Possible(new Chosen(one.contract(), amount, one.origin()), exposure));
            }
        }
        return possible;
    }

    private static HoldLine line(Measure measure, int number, Possible possible) {
        var chosen = possible.chosen();
        return new HoldLine(
                measure.id(),
                number,
                measure.caseNumber(),
                measure.ground(),
                measure.subjectId(),
                chosen.contract(),
                chosen.amount(),
                chosen.origin(),
                possible.exposure().disputedMinor(),
                possible.exposure().chargebackMinor(),
                chosen.amount().minor(),
                measure.effectiveAt(),
                "%s/hold/%s/%d".formatted(measure.caseNumber(), measure.id(), number));
    }

    private HoldLine place(Measure measure, int number, Possible possible) {
        return place(line(measure, number, possible), MeasureKind.HOLD);
    }

    private HoldLine place(HoldLine line, MeasureKind kind) {
        lines.add(line, kind);
        commands.issue(
                new Command.Hold(
                        line.commandKey(),
                        line.caseNumber(),
                        line.place(),
                        line.holder(),
                        line.contract(),
                        line.origin(),
                        line.amount()),
                line.placedAt());
        return line;
    }

    /**
     * Keeps everything that a frozen account has, a line for each currency and origin: in fraud and takeover only (never-rule 6).
     * What the account holds elsewhere, in part, is not kept twice. Called again, it keeps what has come since.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<HoldLine> keepEverything(Measure freeze, List<Balance> balances) {
        if (freeze.kind() != MeasureKind.FREEZE) {
            throw new IllegalStateException("only a freeze keeps everything");
        }
        cases.lock(freeze.caseNumber());
        List<HoldLine> kept = new ArrayList<>();
        for (var balance : balances) {
            keep(freeze, balance.currency(), balance.availableMinor(), Origin.AVAILABLE)
                    .ifPresent(kept::add);
            keep(freeze, balance.currency(), balance.pendingMinor(), Origin.PENDING)
                    .ifPresent(kept::add);
        }
        return kept;
    }

    private Optional<HoldLine> keep(Measure freeze, Currency currency, long shown, Origin origin) {
        var minor = shown - lines.notYetSetAside(freeze.subjectId(), currency.getCurrencyCode(), origin);
        if (minor <= 0) {
            return Optional.empty();
        }
        var number = lines.nextLine(freeze.id());
        return Optional.of(place(
                new HoldLine(
                        freeze.id(),
                        number,
                        freeze.caseNumber(),
                        freeze.ground(),
                        freeze.subjectId(),
                        null,
                        new Money(minor, currency),
                        origin,
                        0,
                        0,
                        minor,
                        clock.instant(),
                        "%s/hold/%s/%d".formatted(freeze.caseNumber(), freeze.id(), number)),
                MeasureKind.FREEZE));
    }

    /** A human gives back what a frozen account still has held, while it stays frozen. Nothing held changes nothing. */
    @Transactional
    public void giveBackRest(Measure freeze, Decision why) {
        cases.lock(freeze.caseNumber());
        var releases = open(freeze).stream()
                .map(line -> release(line, line.openMinor(), Why.LINE_DECIDED, why))
                .toList();
        announce(freeze, releases);
    }

    /**
     * Checks whether the active contracts of the case's hold have finished, and gives back what they free: all of a line
     * whose contract was completed and is undisputed, and whatever is more than is at stake now. Repeated, early and late
     * checks change nothing. In fraud and takeover nothing is given back by this.
     */
    @Transactional
    public Checked check(CaseNumber number) {
        cases.lock(number);
        var hold = inForce(number);
        if (hold.isEmpty()) {
            return new Checked(true, false);
        }
        var measure = hold.get();
        if (!measure.ground().confidential()) {
            giveBack(measure);
        }
        var toAsk = false;
        for (var standing : lines.standings(measure.id())) {
            var ended = standing.endedAt();
            if (ended != null && lines.ask(standing.line(), ended, clock.instant())) {
                timeline.add(
                        number,
                        "lineEndedOtherwise",
                        Timeline.DESK,
                        String.valueOf(standing.line().contract()));
                toAsk = true;
            }
        }
        return new Checked(open(measure).isEmpty(), toAsk);
    }

    private void giveBack(Measure measure) {
        List<HoldRelease> releases = new ArrayList<>();
        Map<Stake, Long> givenBack = new HashMap<>();
        for (var standing : lines.standings(measure.id())) {
            var line = standing.line();
            if (standing.freed()) {
                releases.add(release(line, line.openMinor(), Why.CONTRACT_COMPLETED, null));
                continue;
            }
            var stake = new Stake(
                    Objects.requireNonNull(line.contract()), line.amount().currency());
            var excess = standing.excessMinor() - givenBack.getOrDefault(stake, 0L);
            var minor = Math.min(excess, line.openMinor());
            if (minor > 0) {
                givenBack.merge(stake, minor, Long::sum);
                releases.add(release(line, minor, Why.ABOVE_LIMIT, null));
            }
        }
        announce(measure, releases);
    }

    private List<HoldLine> open(Measure measure) {
        return lines.of(measure.id()).stream()
                .filter(line -> line.openMinor() > 0)
                .toList();
    }

    private void announce(Measure measure, List<HoldRelease> releases) {
        if (!releases.isEmpty()) {
            events.publishEvent(new HoldEvent.Released(measure.caseNumber(), measure, releases));
        }
    }

    /** A human gives back the lines of contracts that ended otherwise than well and undisputed. */
    @Transactional
    public void releaseDecided(CaseNumber number) {
        cases.lock(number);
        var why = decisions.required(number, "decideLines");
        if (!why.outcome().equals("RELEASE")) {
            throw Refused.conflict("The lines were not given back.");
        }
        var hold = inForce(number);
        if (hold.isEmpty()) {
            return;
        }
        var releases = lines.standings(hold.get().id()).stream()
                .filter(standing -> standing.endedAt() != null)
                .map(standing -> release(standing.line(), standing.line().openMinor(), Why.LINE_DECIDED, why))
                .toList();
        announce(hold.get(), releases);
        events.publishEvent(new HoldEvent.LinesChanged(number));
    }

    private HoldRelease release(HoldLine line, long minor, Why why, @Nullable Decision decision) {
        var now = clock.instant();
        var number = lines.nextRelease(line);
        var release = new HoldRelease(
                line,
                number,
                new Money(minor, line.amount().currency()),
                why,
                now,
                "%s/release/%s/%d/%d".formatted(line.caseNumber(), line.measureId(), line.number(), number));
        lines.add(release, decision == null ? null : decision.id());
        commands.issue(
                new Command.Release(
                        Objects.requireNonNull(release.commandKey()),
                        line.caseNumber(),
                        line.place(),
                        release.amount()),
                now);
        timeline.add(
                line.caseNumber(),
                "released:" + why,
                decision == null ? Timeline.DESK : decision.decidedBy(),
                line.measureId().value());
        return release;
    }

    /** What would go back if the hold ended now, and so: nothing is written. */
    public List<HoldRelease> draftReleases(Measure hold, Ending as) {
        return draftReleases(hold, Why.of(as));
    }

    /** What would go back if a human gave all of it back now. */
    public List<HoldRelease> draftReleases(Measure hold, Why why) {
        return open(hold).stream()
                .map(line -> new HoldRelease(line, 0, line.open(), why, clock.instant(), null))
                .toList();
    }

    /** Ends the case's hold, if one is in force; the money goes back with the end. */
    @Transactional
    public void end(CaseNumber number, Ending as) {
        measures.latestHold(number).ifPresent(hold -> {
            if (measures.end(hold.id()).isEmpty() || as == Ending.OVERTURNED) {
                enforcement.end(hold, as);
            }
        });
    }

    /** However a hold ends, what it still keeps goes back in the same transaction. */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        if (ended.measure().kind() == MeasureKind.HOLD || ended.measure().kind() == MeasureKind.FREEZE) {
            var releases = open(ended.measure()).stream()
                    .map(line -> release(line, line.openMinor(), Why.of(ended.as()), ended.why()))
                    .toList();
            announce(ended.measure(), releases);
        }
    }

    /** A human looked at the hold again and confirmed it until the next review. */
    @Transactional
    public void confirm(CaseNumber number, Duration every) {
        var why = decisions.required(number, "reviewHold");
        var hold = inForce(number).orElseThrow(() -> Refused.conflict("Nothing is held in case %s.".formatted(number)));
        enforcement.confirm(hold, why, every);
    }

    /** What the marketplace could not hold was never kept from anybody. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CommandEvent.Rejected rejected) {
        if (rejected.command() instanceof Command.Hold refused) {
            cases.lock(refused.caseNumber());
            lines.find(refused.line())
                    .filter(line -> line.openMinor() > 0 && line.commandKey().equals(refused.key()))
                    .ifPresent(line -> {
                        var never = new HoldRelease(
                                line, lines.nextRelease(line), line.open(), Why.NOT_HELD, clock.instant(), null);
                        lines.add(never, null);
                        // Of an account that has everything kept nobody is told that less was kept; it is asked for
                        // again.
                        if (line.contract() != null) {
                            announce(measures.find(line.measureId()).orElseThrow(), List.of(never));
                        }
                        timeline.add(
                                line.caseNumber(),
                                "notHeld:" + rejected.reason(),
                                Timeline.DESK,
                                line.measureId().value());
                        events.publishEvent(new HoldEvent.LinesChanged(line.caseNumber()));
                    });
        }
    }

    /** Nothing that lies in the line of a measure that is over stays there: it goes back as the rest went back. */
    void giveBackIfEnded(Command.Line place) {
        var line = lines.find(place).orElseThrow();
        measures.end(line.measureId()).ifPresent(end -> {
            var why = decisions.get(Objects.requireNonNull(end.why(), "a human ends what is reversed"));
            var release = release(line, line.openMinor(), Why.of(end.as()), why);
            announce(measures.find(line.measureId()).orElseThrow(), List.of(release));
        });
    }

    /** The cases in which something is held for that contract, in the order in which they are locked. */
    public List<CaseNumber> casesHolding(ContractId contract) {
        return lines.casesHolding(contract);
    }

    /** Takes the case for the rest of the transaction, so that two contracts of one hold end one after the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(CaseNumber number) {
        cases.lock(number);
    }

    /** Cases in which a contract has freed something that nobody has given back. */
    public List<CaseNumber> overlooked() {
        return lines.overlooked();
    }

    /** What is held of an account's money now. */
    public List<HoldLine> openOf(AccountId holder) {
        return lines.openOf(holder);
    }

    public List<HoldLine> linesOf(Measure hold) {
        return lines.of(hold.id());
    }

    public List<HoldRelease> releases(HoldLine line) {
        return lines.releases(line);
    }

    /** All measures of a case that keep money, oldest first. */
    public List<Measure> of(CaseNumber number) {
        return measures.of(number).stream()
                .filter(measure -> measure.kind() == MeasureKind.HOLD || measure.kind() == MeasureKind.FREEZE)
                .toList();
    }
}
