package org.fairhold.representative;

import java.util.UUID;
import org.fairhold.outbox.Carrier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a form to the case that it is about, where there is one. */
@Component
class MandateCarrier implements Carrier {
    private final Mandates mandates;
    private final TransactionTemplate transaction;

    /** What it uses posts parcels itself. */
    MandateCarrier(@Lazy Mandates mandates, TransactionTemplate transaction) {
        this.mandates = mandates;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return MandateForms.PARCEL;
    }

    @Override
    public void carry(UUID payload, String dedupeKey) {
        transaction.executeWithoutResult(status -> mandates.receive(payload));
    }
}
