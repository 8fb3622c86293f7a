package org.fairhold.visit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The visits that go on: each knows its case and its person, lasts as long as somebody reads, and half a day at most. */
@Component
public class Visits {
    private static final Duration IDLE_MAX = Duration.ofHours(2);
    private static final Duration LENGTH_MAX = Duration.ofHours(12);

    private final VisitLinks links;
    private final Visitors visitors;
    private final JdbcClient sql;
    private final Clock clock;

    Visits(VisitLinks links, Visitors visitors, JdbcClient sql, Clock clock) {
        this.links = links;
        this.visitors = visitors;
        this.sql = sql;
        this.clock = clock;
    }

    /** Uses a link up and begins a visit; the answer is what the browser keeps. Empty where the link opens nothing. */
    @Transactional
    public Optional<Secret> begin(CaseNumber number, Secret token) {
        return links.use(number, token).map(reader -> {
            var secret = Secret.fresh();
            var now = clock.instant();
            sql.sql(
                            """
                            insert into visit (secret_sha256, link_sha256, case_number, account_id, began_at, expires_at)
                            values (:secret, :link, :case, :account, :now, :expires)""")
                    .param("secret", secret.sha256())
                    .param("link", token.sha256())
                    .param("case", number.value())
                    .param("account", reader.value())
                    .param("now", Timestamp.from(now))
                    .param("expires", Timestamp.from(now.plus(IDLE_MAX)))
                    .update();
            return secret;
        });
    }

    /** The visit that goes on; looking keeps it open. */
    @Transactional
    public Optional<Visit> find(CaseNumber number, Secret secret) {
        var now = clock.instant();
        return sql.sql(
                        """
                        update visit set expires_at = least(:idle, began_at + :length * interval '1 second')
                        where secret_sha256 = :secret and case_number = :case and ended_at is null and expires_at > :now
                            and began_at + :length * interval '1 second' > :now
                        returning account_id, language""")
                .param("secret", secret.sha256())
                .param("case", number.value())
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.plus(IDLE_MAX)))
                .param("length", LENGTH_MAX.toSeconds())
                .query((row, index) -> new Visit(
                        number,
                        new AccountId(row.getString("account_id")),
                        row.getString("language") == null ? null : Locale.forLanguageTag(row.getString("language"))))
                .optional()
                .filter(visit -> visitors.mayVisit(number, visit.reader()));
    }

    /** From now on the page is in that language, during this visit. */
    public void read(Secret secret, Locale language) {
        sql.sql("update visit set language = :language where secret_sha256 = :secret")
                .param("language", language.toLanguageTag())
                .param("secret", secret.sha256())
                .update();
    }

    public void end(Secret secret) {
        sql.sql("update visit set ended_at = :now where secret_sha256 = :secret and ended_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("secret", secret.sha256())
                .update();
    }
}
