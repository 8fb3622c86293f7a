package org.fairhold.visit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What came in by a form of the page: pressed twice, or sent again by going back, it is done once. */
@Component
public class Submissions {
    private final JdbcClient sql;
    private final Clock clock;

    Submissions(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Does it, unless the same form was sent before. What is refused leaves nothing behind, so that it can be sent again.
     *
     * @param key what the form brought along, new each time it was shown
     * @return whether it was done now
     */
    @Transactional
    public boolean once(Visit visit, String form, UUID key, Runnable act) {
        var isNew = sql.sql(
                                """
                                insert into submission (case_number, account_id, key, form, received_at)
                                values (:case, :account, :key, :form, :now) on conflict do nothing""")
                        .param("case", visit.caseNumber().value())
                        .param("account", visit.reader().value())
                        .param("key", key)
                        .param("form", form)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (isNew) {
            act.run();
            sql.sql("delete from draft where case_number = :case and account_id = :account and form = :form")
                    .param("case", visit.caseNumber().value())
                    .param("account", visit.reader().value())
                    .param("form", visit.slot(form))
                    .update();
        }
        return isNew;
    }
}
