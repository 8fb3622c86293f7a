package org.fairhold.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes parcels one by one: claims one, has it carried outside any transaction, writes down what became of it. */
@Component
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int REASON_LENGTH_MAX = 500;

    private final Parcels parcels;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final List<Route> routes;
    private final String node =
            "%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID().toString());

    Delivery(
            Parcels parcels,
            List<Carrier> carriers,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.parcels = parcels;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.routes = carriers.stream()
                .map(carrier -> new Route(carrier, new Breaker(carrier.kind())))
                .toList();
    }

    private record Route(Carrier carrier, Breaker breaker) {}

    private enum Outcome {
        NOTHING_DUE,
        SENT,
        NOT_SENT
    }

    /**
     * Tries every parcel that is due at this moment. What fails becomes due later than this moment, so this ends.
     *
     * @return how many were handed over
     */
    int drain() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("what leaves the desk leaves outside any transaction");
        }
        var moment = clock.instant();
        var sent = 0;
        var turns = new ArrayDeque<>(routes);
        while (!turns.isEmpty()) {
            var route = turns.remove();
            var outcome = deliver(route, moment);
            if (outcome != Outcome.NOTHING_DUE) {
                turns.add(route);
            }
            if (outcome == Outcome.SENT) {
                sent++;
            }
        }
        return sent;
    }

    /** Tries one parcel of this carrier's, outside any transaction; false where none is due. */
    boolean next(Carrier carrier) {
        return deliver(route(carrier), clock.instant()) != Outcome.NOTHING_DUE;
    }

    /** How long until something of this carrier's is due, as far as this node knows, but at most so long. */
    Duration untilNext(Carrier carrier, Duration atMost) {
        var now = clock.instant();
        var latest = now.plus(atMost);
        var paused = route(carrier).breaker.pausedUntil(now);
        var due = paused != null ? paused : parcels.nextDue(carrier.kind()).orElse(latest);
        return Duration.between(now, due.isBefore(latest) ? due : latest);
    }

    List<Carrier> carriers() {
        return routes.stream().map(Route::carrier).toList();
    }

    private Route route(Carrier carrier) {
        return routes.stream()
                .filter(route -> route.carrier.equals(carrier))
                .findFirst()
                .orElseThrow();
    }

    private Outcome deliver(Route route, Instant moment) {
        if (route.breaker.pausedUntil(clock.instant()) != null) {
            return Outcome.NOTHING_DUE;
        }
        var claimed = parcels.claim(route.carrier.kind(), node, moment);
        if (claimed.isEmpty()) {
            return Outcome.NOTHING_DUE;
        }
        return carry(route, claimed.get()) ? Outcome.SENT : Outcome.NOT_SENT;
    }

    private boolean carry(Route route, Parcels.Claim claim) {
        if (claim.attempt() > BackOff.ATTEMPTS_MAX && !route.carrier.triesUntilTaken()) {
            // Its last attempt took a node with it, or nobody could be told that it failed.
            bury(claim, claim.lastError() == null ? "It was tried too often." : claim.lastError());
            return false;
        }
        route.breaker.trying(clock.instant());
        try {
            route.carrier.carry(claim.parcel().payload(), claim.parcel().dedupeKey());
        } catch (Unreachable e) {
            route.breaker.silent(clock.instant(), reason(e));
            putBack(route, claim, reason(e));
            return false;
        } catch (Undeliverable e) {
            route.breaker.answered();
            bury(claim, reason(e));
            return false;
        } catch (RuntimeException e) {
            route.breaker.answered();
            retryOrBury(route, claim, e);
            return false;
        }
        route.breaker.answered();
        parcels.sent(claim, clock.instant());
        return true;
    }

    private void putBack(Route route, Parcels.Claim claim, String reason) {
        if (route.carrier.triesUntilTaken()) {
            parcels.retry(claim, untilTaken(claim), reason);
        } else {
            parcels.giveBack(claim, later(BackOff.aMoment(ThreadLocalRandom.current())), reason);
        }
    }

    private void retryOrBury(Route route, Parcels.Claim claim, RuntimeException failure) {
        LOG.warn("Parcel {} failed, attempt {}: {}", claim.id(), claim.attempt(), reason(failure));
        if (route.carrier.triesUntilTaken()) {
            parcels.retry(claim, untilTaken(claim), reason(failure));
            return;
        }
        BackOff.afterAttempt(claim.attempt(), ThreadLocalRandom.current())
                .ifPresentOrElse(
                        wait -> parcels.retry(claim, later(wait), reason(failure)), () -> bury(claim, reason(failure)));
    }

    private void bury(Parcels.Claim claim, String reason) {
        try {
            transactions.executeWithoutResult(transaction -> {
                if (parcels.bury(claim, clock.instant(), reason)) {
                    LOG.warn("Parcel {} is dead: {}", claim.id(), reason);
                    events.publishEvent(new ParcelDied(claim.parcel(), reason));
                }
            });
        } catch (RuntimeException e) {
            // Nobody was told, so it is not dead.
            LOG.error("Parcel {} cannot be delivered, and the desk could not be told.", claim.id(), e);
            parcels.retry(claim, later(BackOff.aMoment(ThreadLocalRandom.current())), reason);
        }
    }

    private Instant untilTaken(Parcels.Claim claim) {
        return later(BackOff.untilTaken(claim.attempt(), ThreadLocalRandom.current()));
    }

    private Instant later(Duration wait) {
        return clock.instant().plus(wait);
    }

    private static String reason(Exception e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() > REASON_LENGTH_MAX ? message.substring(0, REASON_LENGTH_MAX) : message;
    }
}
