package org.fairhold.outbox;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where everything waits that leaves the desk: it leaves if, and only if, what it is about was committed. */
@Component
public class Outbox {
    private final Parcels parcels;
    private final Delivery delivery;
    private final Dispatcher dispatcher;

    Outbox(Parcels parcels, Delivery delivery, Dispatcher dispatcher) {
        this.parcels = parcels;
        this.delivery = delivery;
        this.dispatcher = dispatcher;
    }

    /** Part of the caller's transaction, which must be there. A parcel posted before is not posted again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Parcel parcel, Instant now) {
        post(parcel, now, now);
    }

    /** As {@link #post(Parcel, Instant)}, but it does not leave before that time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(Parcel parcel, Instant due, Instant now) {
        // What is due later than its lane sleeps is found in time.
        if (parcels.add(parcel, due, now) && due.isBefore(now.plus(Lane.SLEEP_MAX))) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    dispatcher.wake(parcel.kind());
                }
            });
        }
    }

    /**
     * Sends in this thread what is due at this moment by the desk's clock, each parcel at most once; what becomes due
     * meanwhile is left for the next call. Refuses to run inside a transaction.
     *
     * @return how many parcels were handed over
     */
    public int drain() {
        return delivery.drain();
    }
}
