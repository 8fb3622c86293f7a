package org.fairhold.visit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.outbox.Outbox;
import org.fairhold.outbox.Parcel;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody whose link does not open any more asks for another. Asking writes the same rows whether there is such a case or
 * not; only the outbox, later, finds out. So neither the answer nor its time tells anything.
 */
@Component
public class LinkRequests {
    /** The kind of parcel that takes a request further. */
    public static final String PARCEL = "NEW_LINK";

    private static final Duration COUNTED = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int OF_ONE_MAX = 5;
    private static final int OF_ALL_MAX = 2_000;

    /**
     * Whose link it is to be, of which case.
     *
     * @param representative who asked because they act for the reader; null where it is the reader
     */
    public record Asked(Account reader, CaseNumber caseNumber, @Nullable RepresentativeNumber representative) {}

    private final Accounts accounts;
    private final Visitors visitors;
    private final Outbox outbox;
    private final JdbcClient sql;
    private final Clock clock;

    LinkRequests(Accounts accounts, Visitors visitors, Outbox outbox, JdbcClient sql, Clock clock) {
        this.accounts = accounts;
        this.visitors = visitors;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    /** Notes the request, unless there were too many. What was typed may be anything. */
    @Transactional
    public void ask(String number, String email) {
        var now = clock.instant();
        var typed = number.length() > 32 ? number.substring(0, 32) : number;
        sql.sql("delete from link_request where asked_at < :old")
                .param("old", Timestamp.from(now.minus(KEPT)))
                .update();
        var id = UUID.randomUUID();
        var noted = sql.sql(
                                """
                                insert into link_request (id, case_number, email_sha256, asked_at)
                                select :id, :case, :email, :now
                                from (select count(*) filter (where case_number = :case) as of_case,
                                        count(*) filter (where email_sha256 = :email) as of_address, count(*) as of_all
                                    from link_request where asked_at > :since) asked
                                where of_case < :oneMax and of_address < :oneMax and of_all < :allMax""")
                        .param("id", id)
                        .param("case", typed)
                        .param("email", hash(email))
                        .param("now", Timestamp.from(now))
                        .param("since", Timestamp.from(now.minus(COUNTED)))
                        .param("oneMax", OF_ONE_MAX)
                        .param("allMax", OF_ALL_MAX)
                        .update()
                == 1;
        if (noted) {
            outbox.post(new Parcel(PARCEL, "new-link/" + id, id, null), now);
        }
    }

    /** Who asked: the party of the case whose address on file is the one that was typed, or who acts for a party. */
    @Transactional(readOnly = true)
    public Optional<Asked> find(UUID id) {
        return party(id).or(() -> representative(id));
    }

    private Optional<Asked> representative(UUID id) {
        return sql
                .sql(
                        """
                        select r.* from link_request q join standing_representative r
                            on r.case_number = q.case_number and r.email_sha256 = q.email_sha256
                        where q.id = :id order by r.started_at desc""")
                .param("id", id)
                .query((row, index) -> new Asked(
                        accounts.get(new AccountId(row.getString("account_id"))),
                        new CaseNumber(row.getString("case_number")),
                        new RepresentativeNumber(row.getString("number"))))
                .list()
                .stream()
                .filter(asked ->
                        visitors.mayVisit(asked.caseNumber(), asked.reader().id(), asked.representative()))
                .findFirst();
    }

    private Optional<Asked> party(UUID id) {
        return sql
                .sql(
                        """
                        select q.case_number, q.email_sha256, e.subject_id, w.account_id
                        from link_request q join enforcement_case e on e.number = q.case_number
                        left join answer_window w on w.case_number = e.number
                        where q.id = :id""")
                .param("id", id)
                .query((row, index) -> candidates(
                        new CaseNumber(row.getString("case_number")),
                        row.getString("email_sha256"),
                        row.getString("subject_id"),
                        row.getString("account_id")))
                .list()
                .stream()
                .flatMap(List::stream)
                .findFirst();
    }

    private List<Asked> candidates(CaseNumber number, String email, String subject, @Nullable String party) {
        return Stream.of(subject, party)
                .filter(Objects::nonNull)
                .distinct()
                .map(id -> accounts.get(new AccountId(id)))
                .filter(reader -> hash(reader.email()).equals(email))
                .filter(reader -> visitors.mayVisit(number, reader.id()))
                .map(reader -> new Asked(reader, number, null))
                .toList();
    }

    private static String hash(String email) {
        return PersonalTexts.sha256(email.strip().toLowerCase(Locale.ROOT));
    }
}
