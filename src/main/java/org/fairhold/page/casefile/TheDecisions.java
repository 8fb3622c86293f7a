package org.fairhold.page.casefile;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who decided what, when, and why. */
@Component
class TheDecisions {
    /**
     * @param reason what the person affected reads
     * @param note what the desk keeps to itself
     * @param exception why an account is to be closed at once, and in {@code citation} what that rests on
     */
    record Decision(
            Instant at,
            String by,
            String step,
            String outcome,
            @Nullable String intent,
            @Nullable String reason,
            @Nullable String note,
            @Nullable String exception,
            @Nullable String citation) {}

    private final JdbcClient sql;

    TheDecisions(JdbcClient sql) {
        this.sql = sql;
    }

    List<Decision> of(CaseNumber number) {
        return sql.sql(
                        """
                        select d.*, coalesce(s.display_name, d.decided_by) as by_name,
                            case when d.reason_id is not null then coalesce(r.body, :erased) end as reason,
                            case when d.note_id is not null then coalesce(n.body, :erased) end as note,
                            c.exception, case when c.citation_id is not null then coalesce(t.body, :erased) end as citation
                        from decision d left join staff_member s on s.user_id = d.decided_by
                        left join personal_text r on r.id = d.reason_id left join personal_text n on n.id = d.note_id
                        left join closure_choice c on c.decision_id = d.id left join personal_text t on t.id = c.citation_id
                        where d.case_number = :case order by d.decided_at""")
                .param("case", number.value())
                .param("erased", CaseFile.ERASED)
                .query((row, index) -> new Decision(
                        At.of(row, "decided_at"),
                        row.getString("by_name"),
                        row.getString("step"),
                        row.getString("outcome"),
                        row.getString("intent"),
                        row.getString("reason"),
                        row.getString("note"),
                        row.getString("exception"),
                        row.getString("citation")))
                .list();
    }
}
