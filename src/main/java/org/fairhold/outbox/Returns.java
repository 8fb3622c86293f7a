package org.fairhold.outbox;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was handed over and comes back for good. */
@Component
public class Returns {
    private final Parcels parcels;
    private final ApplicationEventPublisher events;

    Returns(Parcels parcels, ApplicationEventPublisher events) {
        this.parcels = parcels;
        this.events = events;
    }

    /**
     * From now on the parcel is dead. Whoever listens to {@link ParcelDied} hears of it in this transaction.
     *
     * @return false when there is no such parcel, or it is dead already
     */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cameBack(String kind, UUID payload, String reason, Instant now) {
        var dead = parcels.cameBack(kind, payload, now, reason);
        dead.ifPresent(parcel -> events.publishEvent(new ParcelDied(parcel, reason)));
        return dead.isPresent();
    }
}
