package org.fairhold.marketplace;

import org.fairhold.outbox.Unreachable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The marketplace as a carrier meets it: one that is not set, or does not answer, is tried again later. */
@Component
public class ReachableMarketplace {
    private final ObjectProvider<Marketplace> marketplaces;

    ReachableMarketplace(ObjectProvider<Marketplace> marketplaces) {
        this.marketplaces = marketplaces;
    }

    /** What is said to the marketplace. */
    public interface Call<T> {
        T to(Marketplace marketplace) throws NoAnswer;
    }

    /** Its answer. Throws Unreachable where there is none. */
    public <T> T answer(Call<T> call) throws Unreachable {
        var marketplace = marketplaces.getIfAvailable();
        if (marketplace == null) {
            throw new Unreachable("No marketplace is set (FAIRHOLD_MARKETPLACE_URL).");
        }
        try {
            return call.to(marketplace);
        } catch (NoAnswer e) {
            throw new Unreachable(String.valueOf(e.getMessage()));
        }
    }
}
