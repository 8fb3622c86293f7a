package org.fairhold.page.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Causes;
import org.fairhold.account.Standing;
import org.fairhold.casework.CaseNumber;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose case it is: the account, what it may do now, and what there was before. */
@Component
class ThePerson {
    private static final int ROWS_MAX = 50;

    record OtherCase(
            String number,
            String about,
            String stage,
            Instant opened,
            @Nullable Instant closed,
            @Nullable String closedAs) {}

    record OnRecord(
            String id,
            String kind,
            String caseNumber,
            String clause,
            Instant from,
            @Nullable Instant until,
            @Nullable String endedAs,
            @Nullable Instant ended) {}

    record Assurance(String caseNumber, Instant at, String cause, String fix, String prevention) {}

    record Contract(String id, String title, String category, String with, Instant since) {}

    record Section(
            Account account,
            Standing.Level standing,
            List<OtherCase> others,
            List<OnRecord> record,
            List<Assurance> assurances,
            List<Contract> contracts) {}

    private final Accounts accounts;
    private final Causes causes;
    private final JdbcClient sql;
    private final Clock clock;

    ThePerson(Accounts accounts, Causes causes, JdbcClient sql, Clock clock) {
        this.accounts = accounts;
        this.causes = causes;
        this.sql = sql;
        this.clock = clock;
    }

    /** @param cleared whether the reader may know of confidential cases */
    Section of(AccountId subject, CaseNumber current, boolean cleared) {
        return new Section(
                accounts.get(subject),
                new Standing(causes.active(subject, clock.instant())).level(),
                others(subject, current, cleared),
                record(subject, cleared),
                assurances(subject, cleared),
                contracts(subject));
    }

    private List<OtherCase> others(AccountId subject, CaseNumber current, boolean cleared) {
        return sql.sql(
                        """
                        select * from enforcement_case
                        where subject_id = :subject and number <> :case
                          and (:cleared or ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                        order by closed_at is not null, opened_at desc limit :max""")
                .param("subject", subject.value())
                .param("case", current.value())
                .param("cleared", cleared)
                .param("max", ROWS_MAX)
                .query((row, index) -> new OtherCase(
                        row.getString("number"),
                        row.getString("clause") == null ? row.getString("ground") : row.getString("clause"),
                        row.getString("stage"),
                        At.of(row, "opened_at"),
                        At.orNull(row, "closed_at"),
                        row.getString("closed_as")))
                .list();
    }

    private List<OnRecord> record(AccountId subject, boolean cleared) {
        return sql.sql(
                        """
                        select m.*, e.ended_as, e.ended_at from measure m left join measure_end e on e.measure_id = m.id
                        where m.subject_id = :subject and (:cleared or m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                        order by m.effective_at desc limit :max""")
                .param("subject", subject.value())
                .param("cleared", cleared)
                .param("max", ROWS_MAX)
                .query((row, index) -> new OnRecord(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("case_number"),
                        row.getString("clause"),
                        At.of(row, "effective_at"),
                        At.orNull(row, "ends_at"),
                        row.getString("ended_as"),
                        At.orNull(row, "ended_at")))
                .list();
    }

    private List<Assurance> assurances(AccountId subject, boolean cleared) {
        return sql.sql(
                        """
                        select a.case_number, a.given_at, c.body as cause, f.body as fix, p.body as prevention
                        from assurance a join enforcement_case e on e.number = a.case_number
                        left join personal_text c on c.id = a.cause_id
                        left join personal_text f on f.id = a.fix_id
                        left join personal_text p on p.id = a.prevention_id
                        where e.subject_id = :subject and (:cleared or e.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                        order by a.given_at desc limit :max""")
                .param("subject", subject.value())
                .param("cleared", cleared)
                .param("max", ROWS_MAX)
                .query((row, index) -> new Assurance(
                        row.getString("case_number"),
                        At.of(row, "given_at"),
                        CaseFile.orErased(row.getString("cause")),
                        CaseFile.orErased(row.getString("fix")),
                        CaseFile.orErased(row.getString("prevention"))))
                .list();
    }

    private List<Contract> contracts(AccountId subject) {
        return sql.sql(
                        """
                        select k.*, t.body as title, case when k.freelancer_id = :subject then k.client_id else k.freelancer_id end as other
                        from contract k left join personal_text t on t.id = k.title_id
                        where (k.freelancer_id = :subject or k.client_id = :subject) and k.state = 'ACTIVE'
                        order by k.started_at, k.id limit :max""")
                .param("subject", subject.value())
                .param("max", ROWS_MAX)
                .query((row, index) -> new Contract(
                        row.getString("id"),
                        CaseFile.orErased(row.getString("title")),
                        row.getString("category"),
                        row.getString("other"),
                        At.of(row, "started_at")))
                .list();
    }
}
