package org.fairhold.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The mails that could not be taken. While the database is away nothing is counted, so that no mail pays for that. */
@Component
class MailFailures {
    private static final int MAX = 5;

    private final JdbcClient sql;
    private final Clock clock;

    MailFailures(JdbcClient sql, Clock clock, MeterRegistry meters) {
        this.sql = sql;
        this.clock = clock;
        Gauge.builder("fairhold.line.mails.aside", this, MailFailures::aside)
                .description("Mails that the desk could not take, in the folder Failed. It should stay at zero.")
                .register(meters);
    }

    private long aside() {
        return sql.sql("select count(*) from inbound_failure where put_aside_at is not null")
                .query(Long.class)
                .single();
    }

    /** @return whether it failed so often now that somebody must look at it */
    @Transactional
    public boolean failed(Mailroom.Arrived at) {
        return sql.sql(
                                """
                                insert into inbound_failure (mailbox, uid_validity, uid, failures, failed_at)
                                values (:mailbox, :validity, :uid, 1, :now)
                                on conflict (mailbox, uid_validity, uid) do update
                                    set failures = inbound_failure.failures + 1, failed_at = excluded.failed_at
                                returning failures""")
                        .param("mailbox", at.mailbox())
                        .param("validity", at.uidValidity())
                        .param("uid", at.uid())
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single()
                >= MAX;
    }

    @Transactional
    public void putAside(Mailroom.Arrived at) {
        sql.sql(
                        """
                        update inbound_failure set put_aside_at = :now
                        where mailbox = :mailbox and uid_validity = :validity and uid = :uid""")
                .param("mailbox", at.mailbox())
                .param("validity", at.uidValidity())
                .param("uid", at.uid())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
