package org.fairhold.notice;

import java.util.Map;
import java.util.UUID;
import org.fairhold.outbox.Carrier;
import org.fairhold.representative.Representatives;
import org.fairhold.visit.LinkRequests;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a new link to whoever asked for one and may have it, to the address that we know; all others hear nothing. */
@Component
class NewLinks implements Carrier {
    static final String NOTICE = "new-link";

    private final LinkRequests requests;
    private final Notices notices;
    private final Representatives representatives;
    private final TransactionTemplate transaction;

    /** What it uses posts parcels itself. */
    NewLinks(
            @Lazy LinkRequests requests,
            @Lazy Notices notices,
            Representatives representatives,
            TransactionTemplate transaction) {
        this.requests = requests;
        this.notices = notices;
        this.representatives = representatives;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return LinkRequests.PARCEL;
    }

    @Override
    public void carry(UUID payload, String dedupeKey) {
        var key = NOTICE + "/mail/" + payload;
        transaction.executeWithoutResult(status -> requests.find(payload).ifPresent(asked -> {
            if (asked.representative() == null) {
                notices.tell(asked.reader(), asked.caseNumber(), NOTICE, key, Map.of());
            } else {
                representatives
                        .find(asked.representative())
                        .ifPresent(one -> notices.tellRepresentative(one, NOTICE, key, Map.of()));
            }
        }));
    }
}
