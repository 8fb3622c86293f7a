package org.fairhold.page.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From any number that somebody reads out to the cases that it belongs to. */
@Component
class Identifiers {
    private static final int FOUND_MAX = 50;

    record Found(String number, String account, String about, String stage, Instant opened, @Nullable Instant closed) {}

    private final JdbcClient sql;

    Identifiers(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param cleared whether the reader may know of confidential cases */
    List<Found> cases(String identifier, boolean cleared) {
        return sql.sql(
                        """
                        with named as (
                            select number as found from enforcement_case
                                where number = :upper or subject_id = :id or contract_id = :id
                            union select case_number from case_report join report on number = report_number
                                where number = :upper or external_id = :id
                            union select case_number from case_report join report_fact using (report_number) where contract_id = :id
                            union select case_number from measure where id = :upper
                            union select case_number from condition where id = :upper
                            union select case_number from statement where number = :upper
                            union select case_number from appeal where number = :upper)
                        select * from enforcement_case join named on found = number
                        where :cleared or ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
                        order by closed_at is not null, opened_at desc limit :max""")
                .param("id", identifier)
                .param("upper", identifier.toUpperCase(Locale.ROOT))
                .param("cleared", cleared)
                .param("max", FOUND_MAX)
                .query((row, index) -> new Found(
                        row.getString("number"),
                        row.getString("subject_id"),
                        row.getString("clause") == null ? row.getString("ground") : row.getString("clause"),
                        row.getString("stage"),
                        At.of(row, "opened_at"),
                        At.orNull(row, "closed_at")))
                .list();
    }
}
