package org.fairhold.visit;

import java.sql.Timestamp;
import java.time.Clock;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose case page it is: who was told of the case, as long as we know that it is they who read our mails. */
@Component
public class Visitors {
    private final JdbcClient sql;
    private final Clock clock;

    Visitors(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The one rule, asked before a link is made and at every look: the person was invited to answer or has a measure, so that
     * the page tells nobody of a case who does not know of it; and nobody else may be sitting in their account, until its owner
     * is proven (T4).
     */
    public boolean mayVisit(CaseNumber number, AccountId account) {
        return sql.sql(
                        """
                        select exists (select 1 from enforcement_case e where e.number = :case
                            and (exists (select 1 from answer_window w where w.case_number = e.number and w.account_id = :account)
                                or e.subject_id = :account
                                    and exists (select 1 from measure m where m.case_number = e.number)))
                        and not exists (select 1 from enforcement_case t where t.subject_id = :account
                            and t.ground = 'ACCOUNT_TAKEOVER' and t.closed_at is null
                            and not exists (select 1 from owner_proof p where p.case_number = t.number and p.proven))""")
                .param("case", number.value())
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /** Likewise, where somebody may act for the account: they are recorded, and nothing has ended that. */
    public boolean mayVisit(CaseNumber number, AccountId account, @Nullable RepresentativeNumber representative) {
        return mayVisit(number, account) && (representative == null || acts(representative));
    }

    private boolean acts(RepresentativeNumber representative) {
        return sql.sql(
                        "select exists (select 1 from standing_representative where number = :number and ends_at > :now)")
                .param("number", representative.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }
}
