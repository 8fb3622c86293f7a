package org.fairhold.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.fairhold.line.LineEvent;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever writes from an address that we do not know hears how to reach us, and nothing of any case. Senders are easily forged, so
 * that an address hears it once a day, and all of them together a few times an hour.
 */
@Component
class Strangers {
    private static final Duration OF_ONE = Duration.ofHours(24);
    private static final Duration OF_ALL = Duration.ofHours(1);
    private static final int OF_ALL_MAX = 30;

    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Strangers(JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String address, @Nullable Locale language, String key) {
        var now = clock.instant();
        sql.sql("delete from stranger_told where told_at <= :since")
                .param("since", Timestamp.from(now.minus(OF_ONE)))
                .update();
        var told = sql.sql(
                                """
                                insert into stranger_told (address_sha256, told_at) select :address, cast(:now as timestamptz)
                                where not exists (select 1 from stranger_told where address_sha256 = :address)
                                    and (select count(*) from stranger_told where told_at > :lately) < :most""")
                        .param("address", PersonalTexts.sha256(address))
                        .param("now", Timestamp.from(now))
                        .param("lately", Timestamp.from(now.minus(OF_ALL)))
                        .param("most", OF_ALL_MAX)
                        .update()
                == 1;
        if (told) {
            events.publishEvent(new LineEvent.StrangerWrote(address, language, key));
        }
    }
}
