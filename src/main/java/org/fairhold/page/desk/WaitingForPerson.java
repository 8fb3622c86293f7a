package org.fairhold.page.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases in which it is the person's turn, soonest deadline first. */
@Component
class WaitingForPerson {
    static final int SHOWN = 200;

    private final JdbcClient sql;
    private final Clock clock;

    WaitingForPerson(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param until in UTC; null where nothing runs out */
    record Line(
            String number,
            String account,
            String clause,
            String language,
            String level,
            String waitingFor,
            @Nullable Instant until,
            boolean past) {}

    /** @param confidential whether the reader may know of fraud and takeover cases */
    List<Line> first(boolean confidential) {
        var now = clock.instant();
        return sql.sql(
                        """
                        select number, subject_id, coalesce(clause, ground::text) as about, language, level, waiting_for,
                            waiting_until
                        from enforcement_case
                        where waiting_for in ('answer', 'acknowledgement', 'conditions')
                            and (:confidential or ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                        order by waiting_until nulls last, number
                        limit :shown""")
                .param("confidential", confidential)
                .param("shown", SHOWN)
                .query((row, index) -> {
                    var until = row.getTimestamp("waiting_until");
                    return new Line(
                            row.getString("number"),
                            row.getString("subject_id"),
                            row.getString("about"),
                            row.getString("language"),
                            row.getString("level"),
                            words(row.getString("waiting_for")),
                            until == null ? null : until.toInstant(),
                            until != null && until.toInstant().isBefore(now));
                })
                .list();
    }

    private static String words(String waitingFor) {
        return switch (waitingFor) {
            case "answer" -> "their answer";
            case "acknowledgement" -> "that they read the warning";
            default -> "the steps that we asked for";
        };
    }
}
