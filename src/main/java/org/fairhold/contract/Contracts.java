package org.fairhold.contract;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts.Change;
import org.fairhold.money.Money;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The marketplace's contracts, as it last told us. */
@Repository
public class Contracts {
    /** A contract as a case shows it. */
    public record Running(String id, String title, String category) {}

    private static final String ERASED = "(erased)";

    private final JdbcClient sql;
    private final PersonalTexts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Contracts(JdbcClient sql, PersonalTexts texts, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /** Takes over what the marketplace says, if it is newer. */
    @Transactional
    public Change put(Contract contract) {
        var now = Timestamp.from(clock.instant());
        var before = lock(contract.id());
        var created = sql.sql(
                        """
                        insert into contract (id, freelancer_id, client_id, title_id, category, state, ended_at, outcome, feedback,
                            disputed, disputed_amount_minor, disputed_currency, chargeback_amount_minor, chargeback_currency,
                            version, started_at, changed_at)
                        values (:id, :freelancer, :client, :title, :category, :state, :endedAt, :outcome, :feedback,
                            :disputed, :disputedMinor, :disputedCurrency, :chargebackMinor, :chargebackCurrency,
                            :version, :now, :now)
                        on conflict (id) do update set freelancer_id = excluded.freelancer_id, client_id = excluded.client_id,
                            title_id = excluded.title_id, category = excluded.category, state = excluded.state,
                            ended_at = excluded.ended_at, outcome = excluded.outcome, feedback = excluded.feedback,
                            disputed = excluded.disputed, disputed_amount_minor = excluded.disputed_amount_minor,
                            disputed_currency = excluded.disputed_currency,
                            chargeback_amount_minor = excluded.chargeback_amount_minor,
                            chargeback_currency = excluded.chargeback_currency,
                            version = excluded.version, changed_at = excluded.changed_at
                        where contract.version < excluded.version
                        returning (xmax = 0)""")
                .param("id", contract.id().value())
                .param("freelancer", contract.freelancerId().value())
                .param("client", contract.clientId().value())
                .param("title", texts.keep(contract.title()).id())
                .param("category", contract.category())
                .param("state", contract.state().name())
                .param("endedAt", contract.endedAt() == null ? null : Timestamp.from(contract.endedAt()))
                .param(
                        "outcome",
                        contract.outcome() == null ? null : contract.outcome().name())
                .param("feedback", contract.feedback())
                .param("disputed", contract.disputed())
                .param("disputedMinor", minor(contract.disputedAmount()))
                .param("disputedCurrency", currency(contract.disputedAmount()))
                .param("chargebackMinor", minor(contract.chargebackAmount()))
                .param("chargebackCurrency", currency(contract.chargebackAmount()))
                .param("version", contract.version())
                .param("now", now)
                .query(Boolean.class)
                .optional();
        var change =
                created.map(isNew -> isNew ? Change.CREATED : Change.CHANGED).orElse(Change.NONE);
        if (change != Change.NONE) {
            events.publishEvent(new ContractEvent.Changed(contract.id()));
        }
        if (change == Change.CHANGED
                && before.filter(known -> settles(known, contract)).isPresent()) {
            events.publishEvent(new ContractEvent.Settled(contract.id()));
        }
        return change;
    }

    private static boolean settles(Contract before, Contract now) {
        return now.undisputed() && (!before.undisputed() || (now.completed() && !before.completed()));
    }

    /** The contract, held until the transaction ends. A contract is held before a case. */
    @Transactional
    public Optional<Contract> lock(ContractId id) {
        return query(id, "for no key update of c");
    }

    public Optional<Contract> find(ContractId id) {
        return query(id, "");
    }

    private Optional<Contract> query(ContractId id, String how) {
        return sql.sql(
                        "select c.*, t.body as title from contract c left join personal_text t on t.id = c.title_id where c.id = :id "
                                + how)
                .param("id", id.value())
                .query((row, index) -> contract(row))
                .optional();
    }

    private static Contract contract(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        var outcome = row.getString("outcome");
        return new Contract(
                new ContractId(row.getString("id")),
                new AccountId(row.getString("freelancer_id")),
                new AccountId(row.getString("client_id")),
                row.getString("title") == null ? ERASED : row.getString("title"),
                row.getString("category"),
                Contract.State.valueOf(row.getString("state")),
                ended == null ? null : ended.toInstant(),
                outcome == null ? null : Contract.Outcome.valueOf(outcome),
                row.getObject("feedback", Integer.class),
                row.getBoolean("disputed"),
                money(row, "disputed_amount_minor", "disputed_currency"),
                money(row, "chargeback_amount_minor", "chargeback_currency"),
                row.getLong("version"));
    }

    private static @Nullable Money money(ResultSet row, String minor, String currency) throws SQLException {
        var code = row.getString(currency);
        return code == null ? null : Money.of(row.getLong(minor), code);
    }

    /** The account's active contracts, on whichever side it stands. */
    public List<Running> running(AccountId account) {
        return sql.sql(
                        """
                        select c.id, c.category, t.body as title
                        from contract c left join personal_text t on t.id = c.title_id
                        where c.state = 'ACTIVE' and (c.freelancer_id = :account or c.client_id = :account)
                        order by c.id""")
                .param("account", account.value())
                .query((row, index) -> new Running(
                        row.getString("id"),
                        row.getString("title") == null ? ERASED : row.getString("title"),
                        row.getString("category")))
                .list();
    }

    /** The account's active contracts, whose rows are held until the transaction ends, so that none of them ends unseen. */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public List<ContractId> lockRunning(AccountId account) {
        return sql.sql(
                        """
                        select id from contract where state = 'ACTIVE' and (freelancer_id = :account or client_id = :account)
                        order by id for share""")
                .param("account", account.value())
                .query((row, index) -> new ContractId(row.getString("id")))
                .list();
    }

    /** Whether all of these have ended. */
    public boolean ended(List<ContractId> contracts) {
        return sql.sql("select not exists (select 1 from contract where id = any(:ids) and state = 'ACTIVE')")
                .param("ids", contracts.stream().map(ContractId::value).toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** The version that we have. */
    public long version(ContractId id) {
        return sql.sql("select version from contract where id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency().getCurrencyCode();
    }
}
