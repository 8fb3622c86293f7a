package org.fairhold.takeover;

import java.util.UUID;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Unreachable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes the question to the marketplace, again and again until it answers, and brings the answer back. */
@Component
class ChangeCarrier implements Carrier {
    static final String KIND = "CHANGES";

    private final AccountChanges changes;
    private final ObjectProvider<Marketplace> marketplaces;

    ChangeCarrier(AccountChanges changes, ObjectProvider<Marketplace> marketplaces) {
        this.changes = changes;
        this.marketplaces = marketplaces;
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
        var marketplace = marketplaces.getIfAvailable();
        if (marketplace == null) {
            throw new Unreachable("No marketplace is set (FAIRHOLD_MARKETPLACE_URL).");
        }
        var question = changes.question(payload);
        try {
            changes.answered(payload, marketplace.changesSince(question.account(), question.since()));
        } catch (NoAnswer e) {
            throw new Unreachable(String.valueOf(e.getMessage()));
        }
    }
}
