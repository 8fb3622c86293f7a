package org.fairhold.page.casefile;

import java.time.Instant;
import java.util.List;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.page.At;
import org.fairhold.takeover.OwnerProofs;
import org.fairhold.takeover.Recovery;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What only a takeover has: since when it is suspected, how the owner can be reached, the proofs, the lock, what was changed. */
@Component
class TheTakeover {
    /** Contact data; only what is older than the suspected time is the owner's for sure. */
    record Contact(Instant since, String email, @Nullable String secondEmail, boolean old) {}

    record Lock(String number, Instant since, @Nullable String endedAs, @Nullable Instant ended) {}

    record Section(
            Instant suspectedSince,
            List<Contact> contacts,
            List<OwnerProofs.Proof> proofs,
            List<Lock> locks,
            @Nullable Instant changesTold,
            List<Recovery.Change> changes) {}

    private final OwnerProofs proofs;
    private final Recovery recovery;
    private final JdbcClient sql;

    TheTakeover(OwnerProofs proofs, Recovery recovery, JdbcClient sql) {
        this.proofs = proofs;
        this.recovery = recovery;
        this.sql = sql;
    }

    @Nullable
    Section of(EnforcementCase about) {
        if (about.ground() != Ground.ACCOUNT_TAKEOVER) {
            return null;
        }
        var number = about.number();
        var since = sql.sql("select suspected_since from takeover where case_number = :case")
                .param("case", number.value())
                .query((row, index) -> At.of(row, "suspected_since"))
                .single();
        return new Section(
                since,
                contacts(number),
                proofs.of(number),
                locks(number),
                changesTold(number),
                recovery.changes(number));
    }

    private List<Contact> contacts(CaseNumber number) {
        return sql.sql(
                        """
                        select k.*, k.valid_from < t.suspected_since as old from account_contact k
                        join takeover t on t.account_id = k.account_id
                        where t.case_number = :case order by k.valid_from desc limit 10""")
                .param("case", number.value())
                .query((row, index) -> new Contact(
                        At.of(row, "valid_from"),
                        row.getString("email"),
                        row.getString("second_email"),
                        row.getBoolean("old")))
                .list();
    }

    private List<Lock> locks(CaseNumber number) {
        return sql.sql(
                        """
                        select l.*, e.ended_as, e.ended_at from account_lock l
                        left join account_lock_end e on e.lock_number = l.number
                        where l.case_number = :case order by l.locked_at""")
                .param("case", number.value())
                .query((row, index) -> new Lock(
                        row.getString("number"),
                        At.of(row, "locked_at"),
                        row.getString("ended_as"),
                        At.orNull(row, "ended_at")))
                .list();
    }

    private @Nullable Instant changesTold(CaseNumber number) {
        return sql.sql(
                        """
                        select max(a.answered_at) as told from change_answer a join change_question q on q.id = a.question_id
                        where q.case_number = :case""")
                .param("case", number.value())
                .query((row, index) -> At.orNull(row, "told"))
                .list()
                .get(0);
    }
}
