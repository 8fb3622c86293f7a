package org.fairhold.takeover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a person can be written to. While somebody else may have their account, that is only what was known before the
 * suspected time, whatever the letter is about; there is no way here to anything younger.
 */
@Component
public class OwnersContact {
    /** How the person is called, and where they read. */
    public record Address(String displayName, String email) {}

    private record Known(@Nullable String displayName, @Nullable String email, @Nullable String secondEmail) {}

    private final Accounts accounts;
    private final JdbcClient sql;

    OwnersContact(Accounts accounts, JdbcClient sql) {
        this.accounts = accounts;
        this.sql = sql;
    }

    /** Empty where nothing that we know is old enough. */
    public Optional<Address> of(Account reader) {
        var before = beforeTheDoubt(reader.id());
        if (before.isEmpty()) {
            return Optional.of(new Address(reader.displayName(), reader.email()));
        }
        var known = before.get();
        if (known.email == null || known.displayName == null) {
            return Optional.empty();
        }
        if (!known.email.equals(reader.email())
                && known.secondEmail != null
                && known.secondEmail.equals(reader.secondEmail())) {
            return Optional.of(new Address(known.displayName, known.secondEmail));
        }
        return Optional.of(new Address(known.displayName, known.email));
    }

    /** Whether that address, to which a letter was written, may still be used: it is not in doubt, or older than the doubt. */
    public boolean mayBeUsed(AccountId account, String email) {
        return beforeTheDoubt(account)
                .map(known -> email.equals(known.email) || email.equals(known.secondEmail))
                .orElse(true);
    }

    /**
     * What was known before the earliest time that is in doubt: of every takeover that is open, and of one that is over as long
     * as the marketplace has told nothing new since, unless somebody decided to keep the other address. Empty without doubt.
     */
    private Optional<Known> beforeTheDoubt(AccountId account) {
        return sql.sql(
                        """
                        with doubt as (
                            select min(w.since) as since from takeover_window w
                            where w.account_id = :account and (w.until = 'infinity' or
                                (select max(k.valid_from) from account_contact k where k.account_id = w.account_id)
                                        between w.since and w.until
                                    and not exists (select 1 from change_decision d join takeover_change c using (case_number, change_id)
                                        where d.case_number = w.case_number and d.outcome = 'KEEP' and c.what in ('EMAIL', 'SECOND_EMAIL'))))
                        select k.display_name, k.email, k.second_email
                        from doubt left join lateral (select * from account_contact k
                            where k.account_id = :account and k.valid_from < doubt.since order by k.valid_from desc limit 1) k on true
                        where doubt.since is not null""")
                .param("account", account.value())
                .query(OwnersContact::known)
                .optional();
    }

    private static Known known(ResultSet row, int index) throws SQLException {
        return new Known(row.getString("display_name"), row.getString("email"), row.getString("second_email"));
    }

    /** Whether the channel is what it was before the suspected time, as far as we know of it. */
    boolean isOld(Takeover takeover, Channel channel) {
        var now = accounts.get(takeover.account());
        var before = sql.sql(
                        """
                        select display_name, email, second_email from account_contact
                        where account_id = :account and valid_from < :since order by valid_from desc limit 1""")
                .param("account", takeover.account().value())
                .param("since", Timestamp.from(takeover.suspectedSince()))
                .query(OwnersContact::known)
                .optional();
        return switch (channel) {
            case EMAIL ->
                before.filter(known -> now.email().equals(known.email)).isPresent();
            case SECOND_EMAIL ->
                before.filter(known ->
                                known.secondEmail != null && Objects.equals(known.secondEmail, now.secondEmail()))
                        .isPresent();
            case PHONE, IDENTITY_DOCUMENT, IN_PERSON -> true;
        };
    }
}
