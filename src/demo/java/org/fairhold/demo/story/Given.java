package org.fairhold.demo.story;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Role;
import org.fairhold.contract.Contract;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.demo.marketplace.Payments;
import org.fairhold.marketplace.Command;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Who is there when a story begins, what they have agreed on, and what was paid. */
@Component
@Profile("demo")
class Given {
    private final Accounts accounts;
    private final Contracts contracts;
    private final Payments payments;
    private final Clock clock;

    Given(Accounts accounts, Contracts contracts, Payments payments, Clock clock) {
        this.accounts = accounts;
        this.contracts = contracts;
        this.payments = payments;
        this.clock = clock;
    }

    void account(String id, Role role, String name, String country, String zone) {
        account(id, role, name, Locale.ENGLISH, country, zone);
    }

    void account(String id, Role role, String name, Locale language, String country, String zone) {
        var change = accounts.put(new Account(
                new AccountId(id),
                role,
                name,
                id + "@people.example",
                null,
                language,
                country,
                ZoneId.of(zone),
                LocalDate.of(2023, 4, 12),
                role == Role.FREELANCER,
                1));
        if (change == Accounts.Change.NONE) {
            throw new IllegalStateException("a story begins in an empty world");
        }
    }

    void contract(String id, String freelancer, String client, String title) {
        running(id, freelancer, client, title, null);
    }

    /** A contract that the client has paid, and of which that much is disputed now; the sums are cents of a US dollar. */
    void disputed(String id, String freelancer, String client, String title, long paid, long disputed) {
        running(id, freelancer, client, title, usd(disputed));
        payments.paid(new ContractId(id), usd(paid), Command.Origin.AVAILABLE);
    }

    private static Money usd(long cents) {
        return new Money(cents, Currency.getInstance("USD"));
    }

    private void running(String id, String freelancer, String client, String title, @Nullable Money disputed) {
        put(new Contract(
                new ContractId(id),
                new AccountId(freelancer),
                new AccountId(client),
                title,
                "design",
                Contract.State.ACTIVE,
                null,
                null,
                null,
                disputed != null,
                disputed,
                null,
                1));
    }

    /** A contract that ended last week, with the client's feedback. */
    void ended(String id, String freelancer, String client, String title, int feedback) {
        put(new Contract(
                new ContractId(id),
                new AccountId(freelancer),
                new AccountId(client),
                title,
                "design",
                Contract.State.ENDED,
                clock.instant().minus(Duration.ofDays(7)),
                Contract.Outcome.COMPLETED,
                feedback,
                false,
                null,
                null,
                1));
    }

    private void put(Contract contract) {
        if (contracts.put(contract) == Accounts.Change.NONE) {
            throw new IllegalStateException("a story begins in an empty world");
        }
    }
}
