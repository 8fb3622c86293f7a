package org.fairhold.fraud;

import java.util.UUID;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Unreachable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes the question to the marketplace and brings the answer back. */
@Component
class BalanceCarrier implements Carrier {
    static final String KIND = "BALANCES";

    private final AccountBalances balances;
    private final ObjectProvider<Marketplace> marketplaces;

    BalanceCarrier(AccountBalances balances, ObjectProvider<Marketplace> marketplaces) {
        this.balances = balances;
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
        try {
            balances.answered(
                    payload, marketplace.balances(balances.question(payload).account()));
        } catch (NoAnswer e) {
            throw new Unreachable(String.valueOf(e.getMessage()));
        }
    }
}
