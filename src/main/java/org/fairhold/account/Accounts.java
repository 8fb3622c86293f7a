package org.fairhold.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.fairhold.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the marketplace, as it last told us. Former contact data is kept with its times. */
@Repository
public class Accounts {
    /** What a message about an account changed. */
    public enum Change {
        CREATED,
        CHANGED,
        /** The version was not newer than what we have. */
        NONE
    }

    private static final String SELECT =
            """
            select a.*, c.display_name, c.email, c.second_email
            from account a
            join lateral (select * from account_contact c where c.account_id = a.id order by valid_from desc limit 1) c on true
            where a.id = :id""";

    private final JdbcClient sql;
    private final Clock clock;

    Accounts(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Account> find(AccountId id) {
        return sql.sql(SELECT).param("id", id.value()).query(Accounts::account).optional();
    }

    /** Refused as UNKNOWN when we never heard of it. */
    public Account get(AccountId id) {
        return find(id).orElseThrow(() -> Refused.unknown("There is no account " + id + "."));
    }

    /**
     * Holds the account until the transaction ends: what concerns one account happens one after the other. Rows that refer to it
     * are written meanwhile, so that whoever holds one of its cases never waits for whoever waits for that case.
     */
    @Transactional
    public void lock(AccountId id) {
        var locked = sql.sql("select id from account where id = :id for no key update")
                .param("id", id.value())
                .query(String.class)
                .optional();
        if (locked.isEmpty()) {
            throw Refused.unknown("There is no account " + id + ".");
        }
    }

    /** Takes over what the marketplace says, if it is newer. */
    @Transactional
    public Change put(Account account) {
        var now = Timestamp.from(clock.instant());
        var written = sql.sql(
                        """
                        insert into account (id, role, language, country, time_zone, registered_on, business, version, changed_at)
                        values (:id, :role, :language, :country, :timeZone, :registeredOn, :business, :version, :now)
                        on conflict (id) do update set role = excluded.role, language = excluded.language,
                            country = excluded.country, time_zone = excluded.time_zone,
                            registered_on = excluded.registered_on, business = excluded.business,
                            version = excluded.version, changed_at = excluded.changed_at
                        where account.version < excluded.version
                        returning (xmax = 0) as created""")
                .param("id", account.id().value())
                .param("role", account.role().name())
                .param("language", account.language().toLanguageTag())
                .param("country", account.country())
                .param("timeZone", account.timeZone().getId())
                .param("registeredOn", account.registeredOn())
                .param("business", account.business())
                .param("version", account.version())
                .param("now", now)
                .query(Boolean.class)
                .optional();
        if (written.isEmpty()) {
            return Change.NONE;
        }
        keepContact(account, now);
        return written.get() ? Change.CREATED : Change.CHANGED;
    }

    private void keepContact(Account account, Timestamp now) {
        var sameAsBefore = find(account.id())
                .filter(known -> known.displayName().equals(account.displayName())
                        && known.email().equals(account.email())
                        && java.util.Objects.equals(known.secondEmail(), account.secondEmail()))
                .isPresent();
        if (!sameAsBefore) {
            sql.sql(
                            """
                            insert into account_contact (account_id, valid_from, display_name, email, second_email)
                            select :id, greatest(:now, max(valid_from) + interval '1 millisecond'), :displayName, :email, :secondEmail
                            from account_contact where account_id = :id""")
                    .param("id", account.id().value())
                    .param("now", now)
                    .param("displayName", account.displayName())
                    .param("email", account.email())
                    .param("secondEmail", account.secondEmail())
                    .update();
        }
    }

    private static Account account(ResultSet row, int index) throws SQLException {
        return new Account(
                new AccountId(row.getString("id")),
                Role.valueOf(row.getString("role")),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("second_email"),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("country"),
                ZoneId.of(row.getString("time_zone")),
                row.getObject("registered_on", LocalDate.class),
                row.getBoolean("business"),
                row.getLong("version"));
    }
}
