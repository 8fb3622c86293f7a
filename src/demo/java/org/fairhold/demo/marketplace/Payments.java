package org.fairhold.demo.marketplace;

import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Clients pay for their contracts. */
@Component
@Profile("demo")
public class Payments {
    private final ReferenceMarketplace marketplace;

    Payments(ReferenceMarketplace marketplace) {
        this.marketplace = marketplace;
    }

    /**
     * The contract's client pays its freelancer that much.
     *
     * @throws IllegalStateException where the marketplace rejects it
     */
    public void paid(ContractId contract, Money amount, Origin state) {
        var answer =
                marketplace.carryOut(new ReferenceMarketplace.Pay(Deeds.key("payment", null), contract, amount, state));
        if (answer instanceof Answer.Rejected rejected) {
            throw new IllegalStateException("contract %s cannot be paid: %s".formatted(contract, rejected));
        }
    }
}
