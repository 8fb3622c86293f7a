package org.fairhold.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fairhold.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is absent, and until when. Nothing new falls to them, and nothing waits on them. */
@Component
public class Absences {
    private final Roster roster;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Absences(Roster roster, JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
        this.roster = roster;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Until when each of those who are absent now will be. */
    public Map<String, Instant> now() {
        return sql
                .sql(
                        """
                        select user_id, max(absent_until) as until from staff_absence
                        where absent_from <= :now and absent_until > :now group by user_id""")
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> Map.entry(
                        row.getString("user_id"), row.getTimestamp("until").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Optional<Instant> until(String userId) {
        return Optional.ofNullable(now().get(userId));
    }

    /** Absent from now on, or longer or shorter than was said. Refused as INVALID when the end has passed. */
    @Transactional
    public void mark(String userId, Instant until, StaffMember by) {
        requireMayMark(userId, by);
        var now = clock.instant();
        if (!until.isAfter(now)) {
            throw Refused.invalid("until", "That day has passed. Say until when the absence lasts.");
        }
        if (!change(userId, until, now)) {
            sql.sql(
                            """
                            insert into staff_absence (user_id, absent_from, absent_until, marked_by)
                            values (:user, :now, :until, :by)""")
                    .param("user", userId)
                    .param("now", Timestamp.from(now))
                    .param("until", Timestamp.from(until))
                    .param("by", by.id())
                    .update();
        }
        events.publishEvent(new AbsenceMarked(userId, until, by.id()));
    }

    /** Back from now on. Refused as CONFLICT when they are not absent. */
    @Transactional
    public void end(String userId, StaffMember by) {
        requireMayMark(userId, by);
        var now = clock.instant();
        var removed = sql.sql("delete from staff_absence where user_id = :user and absent_from = :now")
                .param("user", userId)
                .param("now", Timestamp.from(now))
                .update();
        if (!change(userId, now, now) && removed == 0) {
            throw Refused.conflict("This colleague is not absent.");
        }
    }

    private boolean change(String userId, Instant until, Instant now) {
        return sql.sql(
                                """
                                update staff_absence set absent_until = :until
                                where user_id = :user and absent_from <= :now and absent_until > :now""")
                        .param("until", Timestamp.from(until))
                        .param("user", userId)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    private void requireMayMark(String userId, StaffMember by) {
        if (!by.id().equals(userId) && !by.keepsTheRota()) {
            throw Refused.forbidden("Only a lead or a support manager says so of somebody else.");
        }
        if (roster.find(userId).isEmpty()) {
            throw Refused.invalid("who", "There is nobody called so on the staff.");
        }
    }
}
