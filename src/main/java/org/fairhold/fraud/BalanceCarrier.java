package org.fairhold.fraud;

import java.util.UUID;
import org.fairhold.marketplace.ReachableMarketplace;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Unreachable;
import org.springframework.stereotype.Component;

/** Takes the question to the marketplace and brings the answer back. */
@Component
class BalanceCarrier implements Carrier {
    static final String KIND = "BALANCES";

    private final AccountBalances balances;
    private final ReachableMarketplace marketplace;

    BalanceCarrier(AccountBalances balances, ReachableMarketplace marketplace) {
        this.balances = balances;
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
        var account = balances.question(payload).account();
        balances.answered(payload, marketplace.answer(there -> there.balances(account)));
    }
}
