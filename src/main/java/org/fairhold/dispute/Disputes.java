package org.fairhold.dispute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.account.Role;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Stage;
import org.fairhold.contract.Contract;
import org.fairhold.contract.ContractEvent;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.funds.Amounts;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Measure;
import org.fairhold.money.Money;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Two parties, one contract: both are heard, a human says what came out, and it is held against neither. */
@Component
public class Disputes {
    /**
     * What a human says came out.
     *
     * @param refund what goes back to the client if the freelancer consents; null where nothing is said of money
     * @param forFreelancer what only the freelancer reads
     * @param forClient what only the client reads
     * @param agreed what both said they agree to; null where they did not agree
     */
    public record Found(
            Outcome outcome, @Nullable Money refund, String forFreelancer, String forClient, @Nullable String agreed) {}

    private final DisputeRows rows;
    private final Refunds refunds;
    private final Cases cases;
    private final Hearing hearing;
    private final Decisions decisions;
    private final Contracts contracts;
    private final Holds holds;
    private final PersonalTexts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Disputes(
            DisputeRows rows,
            Refunds refunds,
            Cases cases,
            Hearing hearing,
            Decisions decisions,
            Contracts contracts,
            Holds holds,
            PersonalTexts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.refunds = refunds;
        this.cases = cases;
        this.hearing = hearing;
        this.decisions = decisions;
        this.contracts = contracts;
        this.holds = holds;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /** Between whom the case is; none where it is no dispute. */
    public Optional<Parties> find(CaseNumber number) {
        var about = cases.get(number);
        return about.ground() == Ground.DISPUTE
                ? contract(about)
                        .map(contract ->
                                new Parties(number, contract.id(), contract.freelancerId(), contract.clientId()))
                : Optional.empty();
    }

    /** Refused as CONFLICT where the case is no dispute. */
    public Parties parties(CaseNumber number) {
        return find(number).orElseThrow(() -> Refused.conflict("Case %s is no dispute.".formatted(number)));
    }

    private Optional<Contract> contract(EnforcementCase about) {
        return contracts.find(new ContractId(Objects.requireNonNull(about.contractId())));
    }

    /** Invites both, each with a window of their own; the instants are what the mails promise and the timers fire at. */
    @Transactional
    public Map<Role, Instant> invite(CaseNumber number, Duration forFreelancer, Duration forClient) {
        var parties = parties(number);
        var now = clock.instant();
        var dues = Map.of(Role.FREELANCER, now.plus(forFreelancer), Role.CLIENT, now.plus(forClient));
        hearing.invite(
                number,
                Map.of(
                        parties.freelancer(), dues.get(Role.FREELANCER),
                        parties.client(), dues.get(Role.CLIENT)));
        return dues;
    }

    /** One party's window ran out; the other's goes on. */
    @Transactional
    public void lapse(CaseNumber number, Role side) {
        hearing.lapse(number, parties(number).of(side));
    }

    /**
     * A human records what came out, and both are told. Refused as CONFLICT before both were heard, as INVALID where it
     * refunds more than is disputed.
     */
    @Transactional
    public DisputeOutcome decide(Signature by, Found found) {
        var open = cases.lock(by.caseNumber());
        var afterMediation = latest(open.number())
                .filter(before -> before.outcome() == Outcome.MEDIATION)
                .isPresent();
        if (afterMediation) {
            open.require(Stage.DECIDED);
        } else {
            open.resolve();
            cases.save(open);
        }
        var contract = contract(open).orElseThrow();
        var disputed = disputed(contract, found.refund());
        requirePossible(contract, found, disputed);
        var decision = decisions.record(by, found.outcome().name(), null, null, null);
        var outcome = new DisputeOutcome(
                decision.id(),
                open.number(),
                contract.id(),
                found.outcome(),
                found.refund(),
                disputed,
                texts.keep(found.forFreelancer()),
                texts.keep(found.forClient()),
                texts.keepIfAny(found.agreed()),
                decision.decidedAt());
        rows.add(outcome);
        events.publishEvent(new DisputeEvent.Decided(open.number(), outcome));
        return outcome;
    }

    /** In the refund's currency, or in the contract's where no refund is spoken of. */
    private static long disputed(Contract contract, @Nullable Money refund) {
        var amount = contract.disputedAmount();
        return contract.disputed()
                        && amount != null
                        && (refund == null || refund.currency().equals(amount.currency()))
                ? amount.minor()
                : 0;
    }

    private static void requirePossible(Contract contract, Found found, long disputed) {
        var refund = found.refund();
        var amount = contract.disputedAmount();
        if (refund != null && amount != null && !refund.currency().equals(amount.currency())) {
            throw Refused.invalid(
                    "refund",
                    "Contract %s is disputed in %s."
                            .formatted(contract.id(), amount.currency().getCurrencyCode()));
        }
        if (found.outcome() == Outcome.FOUND_FOR_CLIENT && refund != null && refund.minor() > disputed) {
            throw Refused.invalid(
                    "refund",
                    "At most what is disputed can be found to go back: %s for contract %s."
                            .formatted(Amounts.plain(new Money(disputed, refund.currency())), contract.id()));
        }
    }

    /** What was recorded last. */
    public Optional<DisputeOutcome> latest(CaseNumber number) {
        return outcomes(number).stream().reduce((earlier, later) -> later);
    }

    /** Everything that was recorded, the newest last: a mediation is followed by what came of it. */
    public List<DisputeOutcome> outcomes(CaseNumber number) {
        return rows.outcomes(number);
    }

    /** The freelancer is asked to refund what the outcome says, until then. */
    @Transactional
    public Instant askConsent(CaseNumber number, Duration time) {
        var outcome = latest(number).orElseThrow();
        return refunds.ask(parties(number), outcome, time);
    }

    /** Both are told that nothing goes back, and where else they can go. */
    @Transactional
    public void tellNoRefund(CaseNumber number) {
        var open = cases.lock(number);
        var heldUntil = holds.inForce(number).map(Measure::endsAt).orElse(null);
        open.waitFor("holdEnd", heldUntil);
        cases.save(open);
        events.publishEvent(new DisputeEvent.NoRefund(number, heldUntil));
    }

    /** Whether money of the contract is still held for the case. */
    @Transactional
    public boolean stillHeld(CaseNumber number) {
        cases.lock(number);
        return holds.inForce(number).isPresent();
    }

    /** The open dispute about a contract of whose money something can be held, and about which nobody has decided yet. */
    @Transactional
    public Optional<CaseNumber> holdToPropose(ContractId contract) {
        return rows.open(contract)
                .filter(number -> cases.lock(number).stage() != Stage.OPENED)
                .filter(number -> decisions.latest(number, "decideHold").isEmpty())
                .filter(number -> holds.proposable(number) && !refunds.consented(number));
    }

    /** The parties have settled it between themselves, unless a refund is on its way already. */
    @EventListener
    void on(ContractEvent.Settled settled) {
        rows.open(settled.contractId())
                .filter(number -> cases.lock(number).stage() != Stage.CLOSED && !refunds.consented(number))
                .ifPresent(number -> events.publishEvent(new DisputeEvent.Settled(number)));
    }

    /** A dispute closes as what became of it, and nothing else closes so. */
    @EventListener
    void on(CaseEvent.Closed closed) {
        var number = closed.caseNumber();
        var happened =
                switch (closed.as()) {
                    case DECIDED ->
                        latest(number)
                                .filter(outcome -> !outcome.asksForRefund()
                                        && (outcome.outcome() == Outcome.AGREED
                                                || outcome.outcome() == Outcome.FOUND_FOR_FREELANCER))
                                .isPresent();
                    case REFUNDED -> refunds.done(number);
                    case NOT_REFUNDED ->
                        latest(number)
                                .filter(outcome -> outcome.asksForRefund() || outcome.outcome() == Outcome.NO_AGREEMENT)
                                .isPresent();
                    case SETTLED ->
                        find(number).isPresent()
                                && contract(cases.get(number))
                                        .filter(Contract::undisputed)
                                        .isPresent();
                    default -> cases.get(number).ground() != Ground.DISPUTE;
                };
        if (!happened) {
            throw Refused.conflict("Case %s did not come out as %s.".formatted(number, closed.as()));
        }
    }
}
