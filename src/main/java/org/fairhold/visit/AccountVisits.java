package org.fairhold.visit;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way to how somebody stands: links that the marketplace asks for, each opening it once, and the visits that these or a
 * visit to a case of theirs begin.
 */
@Component
public class AccountVisits {
    private static final Duration OPENS = Duration.ofMinutes(10);

    private final CasePageSettings settings;
    private final JdbcClient sql;
    private final Clock clock;
    private final OpenVisits open;

    AccountVisits(CasePageSettings settings, JdbcClient sql, Clock clock) {
        this.settings = settings;
        this.sql = sql;
        this.clock = clock;
        this.open = new OpenVisits("account_visit", sql, clock);
    }

    /** A new link; none while somebody else may sit in the account. */
    @Transactional
    public Optional<VisitLinks.Link> mint(AccountId reader) {
        if (!mayVisit(reader)) {
            return Optional.empty();
        }
        var token = Secret.fresh();
        var now = clock.instant();
        var expires = now.plus(OPENS);
        sql.sql(
                        """
                        insert into account_link (token_sha256, account_id, minted_at, expires_at)
                        values (:token, :account, :now, :expires)""")
                .param("token", token.sha256())
                .param("account", reader.value())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expires))
                .update();
        var root = settings.url().toString().replaceAll("/+$", "");
        return Optional.of(new VisitLinks.Link(URI.create("%s/account?t=%s".formatted(root, token.value())), expires));
    }

    /**
     * The account is frozen for a takeover, or locked by its owner, and nobody has proven whose it is (T4). Before that the page
     * opens as ever, so that it tells nobody of a suspicion.
     */
    private boolean mayVisit(AccountId account) {
        return sql.sql(
                        """
                        select not exists (select 1 from enforcement_case t where t.subject_id = :account
                            and t.ground = 'ACCOUNT_TAKEOVER' and t.closed_at is null
                            and not exists (select 1 from owner_proof p where p.case_number = t.number and p.proven)
                            and (exists (select 1 from measure m where m.case_number = t.number)
                                or exists (select 1 from account_lock l where l.case_number = t.number)))""")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /** Uses a link up and begins a visit; the answer is what the browser keeps. Empty where the link opens nothing. */
    @Transactional
    public Optional<Secret> begin(Secret token) {
        var now = clock.instant();
        return sql.sql(
                        """
                        update account_link set used_at = :now
                        where token_sha256 = :token and used_at is null and expires_at > :now
                        returning account_id""")
                .param("token", token.sha256())
                .param("now", Timestamp.from(now))
                .query((row, index) -> new AccountId(row.getString("account_id")))
                .optional()
                .filter(this::mayVisit)
                .map(reader -> begin(reader, token.sha256()));
    }

    /** Who looks at a case of theirs may look at how they stand. */
    @Transactional
    public Optional<Secret> begin(Visit visit) {
        return Optional.of(visit.reader()).filter(this::mayVisit).map(reader -> begin(reader, (String) null));
    }

    private Secret begin(AccountId reader, @Nullable String link) {
        var secret = Secret.fresh();
        var now = clock.instant();
        sql.sql(
                        """
                        insert into account_visit (secret_sha256, link_sha256, account_id, began_at, expires_at)
                        values (:secret, :link, :account, :now, :expires)""")
                .param("secret", secret.sha256())
                .param("link", link)
                .param("account", reader.value())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(OpenVisits.expires(now)))
                .update();
        return secret;
    }

    /** The visit that goes on; looking keeps it open. */
    @Transactional
    public Optional<AccountVisit> find(Secret secret) {
        return open.goOn(
                        secret,
                        "true",
                        Map.of(),
                        (row, index) ->
                                new AccountVisit(new AccountId(row.getString("account_id")), OpenVisits.language(row)))
                .filter(visit -> mayVisit(visit.reader()));
    }

    /** Whether a link that was just followed is for another account than the one that is visited in this browser. */
    public boolean isForAnother(AccountVisit visit, Secret token) {
        return sql.sql(
                        """
                        select exists (select 1 from account_link
                            where token_sha256 = :token and account_id <> :reader and used_at is null and expires_at > :now)""")
                .param("token", token.sha256())
                .param("reader", visit.reader().value())
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** From now on the page is in that language, during this visit. */
    public void read(Secret secret, Locale language) {
        open.read(secret, language);
    }

    public void end(Secret secret) {
        open.end(secret);
    }
}
