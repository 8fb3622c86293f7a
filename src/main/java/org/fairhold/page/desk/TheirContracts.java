package org.fairhold.page.desk;

import java.util.List;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.page.casefile.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The contracts of an account, for a colleague who reports what happened on one of them. */
@Component
class TheirContracts {
    private static final int ROWS_MAX = 200;

    private final JdbcClient sql;

    TheirContracts(JdbcClient sql) {
        this.sql = sql;
    }

    /** Running ones first, then the one that ended last. */
    List<Verbs.Choice> of(AccountId account) {
        return sql.sql(
                        """
                        select c.id, c.state, c.feedback, t.body as title
                        from contract c left join personal_text t on t.id = c.title_id
                        where c.freelancer_id = :account or c.client_id = :account
                        order by c.ended_at desc nulls first, c.id limit :max""")
                .param("account", account.value())
                .param("max", ROWS_MAX)
                .query((row, index) -> new Verbs.Choice(
                        row.getString("id"),
                        "%s, %s%s"
                                .formatted(
                                        CaseFile.orErased(row.getString("title")),
                                        row.getString("state").equals("ACTIVE") ? "running" : "ended",
                                        Optional.ofNullable(row.getString("feedback"))
                                                .map(", feedback %s"::formatted)
                                                .orElse(""))))
                .list();
    }

    /** Whether it is the work of that freelancer. */
    boolean isWorkOf(AccountId freelancer, String contract) {
        return sql.sql("select exists (select 1 from contract where id = :id and freelancer_id = :freelancer)")
                .param("id", contract)
                .param("freelancer", freelancer.value())
                .query(Boolean.class)
                .single();
    }
}
