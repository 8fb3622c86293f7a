package org.fairhold.visit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The visits that go on: each knows its case and its person, lasts as long as somebody reads, and half a day at most. */
@Component
public class Visits {

    private final VisitLinks links;
    private final Visitors visitors;
    private final JdbcClient sql;
    private final Clock clock;
    private final OpenVisits open;

    Visits(VisitLinks links, Visitors visitors, JdbcClient sql, Clock clock) {
        this.links = links;
        this.visitors = visitors;
        this.sql = sql;
        this.clock = clock;
        this.open = new OpenVisits("visit", sql, clock);
    }

    /** Uses a link up and begins a visit; the answer is what the browser keeps. Empty where the link opens nothing. */
    @Transactional
    public Optional<Secret> begin(CaseNumber number, Secret token) {
        return links.use(number, token).map(visit -> {
            var secret = Secret.fresh();
            var now = clock.instant();
            sql.sql(
                            """
                            insert into visit (secret_sha256, link_sha256, case_number, account_id, representative, began_at, expires_at)
                            values (:secret, :link, :case, :account, :representative, :now, :expires)""")
                    .param("secret", secret.sha256())
                    .param("link", token.sha256())
                    .param("case", number.value())
                    .param("account", visit.reader().value())
                    .param("representative", RepresentativeNumber.stored(visit.representative()))
                    .param("now", Timestamp.from(now))
                    .param("expires", Timestamp.from(OpenVisits.expires(now)))
                    .update();
            return secret;
        });
    }

    /** The visit that goes on; looking keeps it open. */
    @Transactional
    public Optional<Visit> find(CaseNumber number, Secret secret) {
        return open.goOn(
                        secret,
                        "case_number = :case",
                        Map.of("case", number.value()),
                        (row, index) -> new Visit(
                                number,
                                new AccountId(row.getString("account_id")),
                                RepresentativeNumber.ofNullable(row.getString("representative")),
                                OpenVisits.language(row)))
                .filter(visit -> visitors.mayVisit(number, visit.reader(), visit.representative()));
    }

    /** Whether a link that was just followed opens the case for somebody else than who visits it in this browser. */
    public boolean isForAnother(Visit visit, Secret token) {
        return links.isForAnother(visit, token);
    }

    /** From now on the page is in that language, during this visit. */
    public void read(Secret secret, Locale language) {
        open.read(secret, language);
    }

    public void end(Secret secret) {
        open.end(secret);
    }
}
