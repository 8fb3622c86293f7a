package org.fairhold.visit;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The links that open a case page: each for one person and one case, for a time, once. */
@Component
public class VisitLinks {
    /** Why somebody gets a link, which says how long it opens. */
    public enum Occasion {
        /** It stands in a mail about the case, which may be read days later. */
        NOTICE(Duration.ofDays(14)),
        /** Somebody asked for it just now. */
        ASKED(Duration.ofHours(2)),
        /** The marketplace sends its signed-in user on. */
        SIGNED_IN(Duration.ofMinutes(10));

        private final Duration opens;

        Occasion(Duration opens) {
            this.opens = opens;
        }
    }

    /** @param expiresAt when it opens nothing any more, used or not */
    public record Link(URI url, Instant expiresAt) {}

    private final CasePageSettings settings;
    private final Visitors visitors;
    private final JdbcClient sql;
    private final Clock clock;

    VisitLinks(CasePageSettings settings, Visitors visitors, JdbcClient sql, Clock clock) {
        this.settings = settings;
        this.visitors = visitors;
        this.sql = sql;
        this.clock = clock;
    }

    /** A new link; none for whoever may not look at the case. Links that were given out before stay as they are. */
    @Transactional
    public Optional<Link> mint(CaseNumber number, AccountId reader, Occasion occasion) {
        return mint(number, reader, null, occasion);
    }

    /** Likewise, for who acts for the reader. */
    @Transactional
    public Optional<Link> mint(
            CaseNumber number, AccountId reader, @Nullable RepresentativeNumber representative, Occasion occasion) {
        if (!visitors.mayVisit(number, reader, representative)) {
            return Optional.empty();
        }
        var token = Secret.fresh();
        var now = clock.instant();
        var expires = now.plus(occasion.opens);
        sql.sql(
                        """
                        insert into visit_link (token_sha256, case_number, account_id, representative, occasion, minted_at, expires_at)
                        values (:token, :case, :account, :representative, :occasion, :now, :expires)""")
                .param("token", token.sha256())
                .param("case", number.value())
                .param("account", reader.value())
                .param("representative", RepresentativeNumber.stored(representative))
                .param("occasion", occasion.name())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(expires))
                .update();
        return Optional.of(new Link(page(number, token), expires));
    }

    /** Where anybody can say that they act for somebody. */
    public URI representativePage() {
        return URI.create(settings.url().toString().replaceAll("/+$", "") + "/representative");
    }

    private URI page(CaseNumber number, Secret token) {
        var root = settings.url().toString().replaceAll("/+$", "");
        return URI.create("%s/case/%s?t=%s".formatted(root, number, token.value()));
    }

    /** Whether the link, not used yet, opens that case for somebody else than this visitor: another person, or who acts for them. */
    boolean isForAnother(Visit visit, Secret token) {
        return sql.sql(
                        """
                        select exists (select 1 from visit_link
                            where token_sha256 = :token and case_number = :case
                              and (account_id <> :reader or representative is distinct from :representative::text)
                              and used_at is null and expires_at > :now)""")
                .param("token", token.sha256())
                .param("case", visit.caseNumber().value())
                .param("reader", visit.reader().value())
                .param("representative", RepresentativeNumber.stored(visit.representative()))
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** Uses the link up. Whose it was; empty where it opens nothing: it never existed, was used, has ended, or is of another case. */
    @Transactional
    Optional<Visit> use(CaseNumber number, Secret token) {
        return sql.sql(
                        """
                        update visit_link set used_at = :now
                        where token_sha256 = :token and case_number = :case and used_at is null and expires_at > :now
                        returning account_id, representative""")
                .param("token", token.sha256())
                .param("case", number.value())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Visit(
                        number,
                        new AccountId(row.getString("account_id")),
                        RepresentativeNumber.ofNullable(row.getString("representative")),
                        null))
                .optional()
                .filter(visit -> visitors.mayVisit(number, visit.reader(), visit.representative()));
    }

    /** Nothing that this party, or who acts for them, was given for this case opens it any more, and nobody goes on reading. */
    @Transactional
    public void revoke(CaseNumber number, AccountId reader) {
        for (var which : List.of(
                "update visit_link set used_at = :now where used_at is null and expires_at > :now",
                "update visit set ended_at = :now where ended_at is null")) {
            sql.sql(which + " and case_number = :case and account_id = :account")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("case", number.value())
                    .param("account", reader.value())
                    .update();
        }
    }
}
