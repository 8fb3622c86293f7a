package org.fairhold.line;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.casework.Timeline;
import org.fairhold.text.PersonalTexts;
import org.fairhold.visit.VisitLinks;
import org.fairhold.visit.Visitors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The addresses that mails about a case can be answered to. Each holds 128 random bits and is bound to one person and one case. Whoever
 * has it can add a message to that case and do nothing else: it shows nothing and decides nothing.
 */
@Component
public class ReplyAddresses {
    /**
     * @param caseNumber where a message goes now: the case it was made for, or the one in which that goes on
     * @param reader whose message it is
     * @param representative who writes it for them; null where it is they themselves
     */
    public record Bound(CaseNumber caseNumber, AccountId reader, @Nullable RepresentativeNumber representative) {}

    private static final Duration AFTER_CLOSE = Duration.ofDays(90);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LineSettings settings;
    private final Visitors visitors;
    private final VisitLinks links;
    private final Cases cases;
    private final Hearing hearing;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final Clock clock;
    private final Pattern form;

    ReplyAddresses(
            LineSettings settings,
            Visitors visitors,
            VisitLinks links,
            Cases cases,
            Hearing hearing,
            Timeline timeline,
            JdbcClient sql,
            Clock clock) {
        this.settings = settings;
        this.visitors = visitors;
        this.links = links;
        this.cases = cases;
        this.hearing = hearing;
        this.timeline = timeline;
        this.sql = sql;
        this.clock = clock;
        this.form = Pattern.compile(Pattern.quote(settings.address("TOKEN")).replace("TOKEN", "\\E([0-9a-v]{26})\\Q"));
    }

    /** A new address; none while the line is off, and none for whoever may not look at the case, as with links. */
    @Transactional
    public Optional<String> mint(CaseNumber number, AccountId reader, @Nullable RepresentativeNumber representative) {
        if (!settings.on() || !visitors.mayVisit(number, reader, representative)) {
            return Optional.empty();
        }
        var token = token();
        sql.sql(
                        """
                        insert into reply_token (token_sha256, case_number, account_id, representative, minted_at)
                        values (:token, :case, :account, :representative, :now)""")
                .param("token", PersonalTexts.sha256(token))
                .param("case", number.value())
                .param("account", reader.value())
                .param("representative", RepresentativeNumber.stored(representative))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return Optional.of(settings.address(token));
    }

    /** In lower case and without look-alikes of case, because relays may fold it: base32 as RFC 4648 §7 has it. */
    private static String token() {
        return "%26s".formatted(new BigInteger(128, RANDOM).toString(32)).replace(' ', '0');
    }

    /**
     * Whose address it is. Empty where it is none of ours, was revoked, its case was closed too long ago, or whose it was acts for
     * nobody any more. Who acts for somebody does so in one case, wherever that goes on.
     */
    public Optional<Bound> find(String address) {
        var token = form.matcher(address.strip().toLowerCase(Locale.ROOT));
        if (!settings.on() || !token.matches()) {
            return Optional.empty();
        }
        return sql.sql(
                        """
                        with recursive given as (
                            select * from reply_token t where token_sha256 = :token and revoked_at is null
                                and (representative is null or exists (select 1 from standing_representative r
                                    where r.number = t.representative and r.ends_at > :now))
                        ), goes_on (number, step) as (
                            select case_number, 0 from given
                            union all select l.other_number, g.step + 1 from goes_on g
                                join case_link l on l.case_number = g.number and l.kind in ('RECLASSIFIED', 'JOINED')
                                where g.step < 20 and (select representative from given) is null)
                        select e.number, t.account_id, t.representative from goes_on g join enforcement_case e using (number) cross join given t
                        where e.closed_at is null or e.closed_at > :since order by g.step desc limit 1""")
                .param("token", PersonalTexts.sha256(token.group(1)))
                .param("since", Timestamp.from(clock.instant().minus(AFTER_CLOSE)))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Bound(
                        new CaseNumber(row.getString("number")),
                        new AccountId(row.getString("account_id")),
                        RepresentativeNumber.ofNullable(row.getString("representative"))))
                .optional();
    }

    /**
     * No address and no link that this party, or who acts for them, was given for this case works any more, and no visit goes on; the
     * next mail brings new ones. For a mailbox that somebody else reads.
     *
     * @param by whose word it is, as in the timeline
     * @return how many addresses worked until now
     */
    @CanIgnoreReturnValue
    @Transactional
    public int revoke(CaseNumber number, AccountId reader, String by) {
        var about = cases.lock(number);
        var party = hearing.party(about, reader);
        links.revoke(number, party);
        timeline.add(number, "addressesRevoked", by, party.value());
        return sql.sql(
                        """
                        update reply_token set revoked_at = :now
                        where case_number = :case and account_id = :account and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("case", number.value())
                .param("account", party.value())
                .update();
    }
}
