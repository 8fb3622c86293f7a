package org.fairhold.dispute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.funds.HoldRelease;
import org.fairhold.funds.Holds;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Commands;
import org.fairhold.money.Money;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The freelancer's own, voluntary refund after a dispute. Held money never goes to the client: it is given back first, and only
 * what the marketplace has confirmed as given back is followed by a refund.
 */
@Component
public class Refunds {
    private final DisputeRows rows;
    private final Cases cases;
    private final Decisions decisions;
    private final Holds holds;
    private final Commands commands;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Refunds(
            DisputeRows rows,
            Cases cases,
            Decisions decisions,
            Holds holds,
            Commands commands,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.cases = cases;
        this.decisions = decisions;
        this.holds = holds;
        this.commands = commands;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /** Asks the freelancer; returns until when they can answer. */
    @Transactional
    Instant ask(Parties parties, DisputeOutcome outcome, Duration time) {
        var now = clock.instant();
        var due = now.plus(time);
        var open = cases.lock(parties.caseNumber());
        var amount = outcome.refund();
        if (amount == null || amount.minor() == 0) {
            throw Refused.conflict("Case %s refunds nothing.".formatted(parties.caseNumber()));
        }
        var request = new RefundRequest(
                outcome.decisionId(),
                parties.caseNumber(),
                parties.contract(),
                parties.freelancer(),
                parties.client(),
                amount,
                due,
                null);
        rows.add(request, now);
        open.waitFor("consent", due);
        cases.save(open);
        timeline.add(parties.caseNumber(), "consentAsked", Timeline.DESK, null);
        events.publishEvent(new DisputeEvent.ConsentAsked(parties.caseNumber(), request));
        return due;
    }

    /** What the freelancer was asked last, and what they answered. */
    public Optional<RefundRequest> request(CaseNumber number) {
        return rows.request(number);
    }

    /**
     * The freelancer's own answer, once. Refused as CONFLICT when the case does not wait for it, as INVALID from anybody
     * else, and for any other amount than the one asked for.
     */
    @Transactional
    public void answer(CaseNumber number, AccountId by, Money amount, boolean consent) {
        var open = cases.lock(number);
        var asked = request(number)
                .filter(request ->
                        open.stage() == Stage.DECIDED && open.waitingFor().equals("consent"))
                .orElseThrow(() -> open.stage() == Stage.CLOSED
                        ? Refused.conflict("Case %s is closed.".formatted(number))
                        : Refused.conflict("Case %s is not waiting for consent; it is waiting for: %s."
                                .formatted(number, open.waitingFor())));
        if (!asked.freelancer().equals(by)) {
            throw Refused.invalid("accountId", "Only the freelancer of the contract consents to a refund.");
        }
        if (!asked.amount().equals(amount)) {
            throw Refused.invalid("amount", "The freelancer was asked for another amount.");
        }
        rows.consent(asked, consent, clock.instant());
        timeline.add(number, consent ? "consentGiven" : "consentRefused", Timeline.SUBJECT, null);
        open.waitFor(consent ? "refund" : "holdEnd", null);
        cases.save(open);
        events.publishEvent(new DisputeEvent.ConsentAnswered(number, consent));
    }

    /** Nobody answered in time, which is no consent. */
    @Transactional
    public void lapse(CaseNumber number) {
        cases.lock(number);
        timeline.add(number, "consentLapsed", Timeline.DESK, null);
    }

    boolean consented(CaseNumber number) {
        return request(number)
                .filter(request -> Boolean.TRUE.equals(request.consent()))
                .isPresent();
    }

    /** Commands the refund as soon as all that was held is confirmed as given back, and says how far it is. */
    @Transactional
    public RefundState drive(CaseNumber number) {
        cases.lock(number);
        var consented = request(number)
                .filter(request -> Boolean.TRUE.equals(request.consent()))
                .orElseThrow(() -> Refused.conflict("Nobody has consented to a refund in case %s.".formatted(number)));
        var given = givenBack(number);
        if (given != RefundState.DONE) {
            return given;
        }
        var before = rows.refunds(consented);
        if (before.isEmpty() || (state(before) == RefundState.STUCK && triedAgain(number) >= before.size())) {
            command(consented, before.size() + 1);
            return RefundState.WAITING;
        }
        return state(before);
    }

    private RefundState state(List<String> keys) {
        return state(keys.get(keys.size() - 1));
    }

    private RefundState state(String key) {
        return switch (commands.find(key).orElseThrow().state()) {
            case CONFIRMED -> RefundState.DONE;
            case REJECTED -> RefundState.STUCK;
            case NEW, UNKNOWN, SENT -> RefundState.WAITING;
        };
    }

    private RefundState givenBack(CaseNumber number) {
        if (holds.inForce(number).isPresent()) {
            return RefundState.WAITING;
        }
        var states = holds.of(number).stream()
                .flatMap(hold -> holds.linesOf(hold).stream())
                .flatMap(line -> holds.releases(line).stream())
                .map(HoldRelease::commandKey)
                .filter(Objects::nonNull)
                .map(this::state)
                .toList();
        if (states.contains(RefundState.STUCK)) {
            return RefundState.STUCK;
        }
        return states.contains(RefundState.WAITING) ? RefundState.WAITING : RefundState.DONE;
    }

    /** How often a human decided to try again. */
    private long triedAgain(CaseNumber number) {
        return decisions.of(number).stream()
                .filter(decision -> decision.step().equals("decideRefund"))
                .map(Decision::outcome)
                .filter("TRY_AGAIN"::equals)
                .count();
    }

    private void command(RefundRequest consented, int attempt) {
        var number = consented.caseNumber();
        var now = clock.instant();
        var key = "%s/refund/%d".formatted(number, attempt);
        rows.refund(consented, attempt, key, now);
        commands.issue(
                new Command.Refund(
                        key,
                        number,
                        consented.freelancer(),
                        consented.contract(),
                        consented.client(),
                        consented.amount()),
                now);
        timeline.add(number, "refundCommanded", Timeline.DESK, key);
    }

    boolean done(CaseNumber number) {
        return request(number)
                .map(rows::refunds)
                .filter(keys -> !keys.isEmpty())
                .filter(keys -> state(keys) == RefundState.DONE)
                .isPresent();
    }
}
