package org.fairhold.closure;

import org.fairhold.account.AccountId;
import org.fairhold.marketplace.Balance;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the marketplace, outside any transaction, what is left of the money of closed accounts. */
@Component
public class Payouts {
    private static final Logger LOG = LoggerFactory.getLogger(Payouts.class);

    /** So many are asked about in one round, however many people leave their money where it is. */
    private static final int ROUND = 200;

    private static final String BEGINNING = "";

    private final Settlement settlement;
    private final ObjectProvider<Marketplace> marketplaces;
    private String last = BEGINNING;

    Payouts(Settlement settlement, ObjectProvider<Marketplace> marketplaces) {
        this.settlement = settlement;
        this.marketplaces = marketplaces;
    }

    /** Looks at the next closed accounts that only wait for this; returns how many were paid out. None where no marketplace is set. */
    public synchronized int look() {
        var marketplace = marketplaces.getIfAvailable();
        if (marketplace == null) {
            return 0;
        }
        var paidOut = 0;
        var next = settlement.awaited(last, ROUND);
        last = next.size() < ROUND ? BEGINNING : next.get(ROUND - 1).closure().value();
        for (var closed : next) {
            if (nothingLeft(marketplace, closed.account())) {
                settlement.paidOut(closed);
                paidOut++;
            }
        }
        return paidOut;
    }

    /** Where nobody answers, the next look asks again. */
    private static boolean nothingLeft(Marketplace marketplace, AccountId account) {
        try {
            return marketplace.balances(account).stream().allMatch(Payouts::empty);
        } catch (NoAnswer e) {
            LOG.warn("The marketplace does not say what is left of account {}; asking again later.", account, e);
            return false;
        }
    }

    private static boolean empty(Balance balance) {
        return balance.pendingMinor() == 0 && balance.availableMinor() == 0 && balance.heldMinor() == 0;
    }
}
