package org.fairhold.takeover;

import java.util.UUID;
import org.fairhold.marketplace.ReachableMarketplace;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Unreachable;
import org.springframework.stereotype.Component;

/** Takes the question to the marketplace, again and again until it answers, and brings the answer back. */
@Component
class ChangeCarrier implements Carrier {
    static final String KIND = "CHANGES";

    private final AccountChanges changes;
    private final ReachableMarketplace marketplace;

    ChangeCarrier(AccountChanges changes, ReachableMarketplace marketplace) {
        this.changes = changes;
        this.marketplace = marketplace;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean triesUntilTaken() {
        return true;
    }

    @Override
    public void carry(UUID payload, String dedupeKey) throws Unreachable {
        var question = changes.question(payload);
        changes.answered(
                payload, marketplace.answer(there -> there.changesSince(question.account(), question.since())));
    }
}
