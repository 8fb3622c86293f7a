package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Members.What;
import org.fairhold.marketplace.AccountChange;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.MarketplaceContract;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The reference marketplace keeps the contract of every marketplace, and its books in order. */
class ReferenceMarketplaceTest implements MarketplaceContract {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger CHANGES = new AtomicInteger();

    private final Trial trial = Trial.shared();

    @AfterEach
    void the_ledger_is_in_order() {
        assertThat(trial.findings()).isEmpty();
    }

    @Override
    public Marketplace marketplace() {
        return trial.marketplace;
    }

    @Override
    public Parties givenParties() {
        var number = NUMBERS.incrementAndGet();
        Trial.execute(
                trial.owner,
                """
                insert into fairhold.account values ('freelancer-%1$d', 'FREELANCER'), ('client-%1$d', 'CLIENT');
                insert into fairhold.contract values ('contract-%1$d', 'freelancer-%1$d', 'client-%1$d')"""
                        .formatted(number));
        return new Parties(
                new AccountId("freelancer-" + number),
                new AccountId("client-" + number),
                new ContractId("contract-" + number));
    }

    @Override
    public void givenMoney(Parties parties, Origin state, Money amount) {
        trial.paid(parties.contract(), amount, state);
    }

    @Override
    public AccountChange givenChange(
            AccountId account, String what, boolean canBeUndone, @Nullable ContractId contract) {
        var at = Instant.parse("2026-07-01T09:30:00Z").plus(Duration.ofSeconds(CHANGES.incrementAndGet()));
        var id = trial.members.changes(account, What.valueOf(what), contract, null, at);
        return new AccountChange(id, what, at, canBeUndone, contract);
    }

    @Override
    public Command.Approval givenApproval(Line line, AccountId to, Money amount) {
        return new Command.Approval("S-" + NUMBERS.incrementAndGet(), "fay", "gil");
    }
}
