package org.fairhold.desk;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fairhold.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is called first, and next, when something cannot wait. Whoever is absent is not called. */
@Component
public class OnCall {
    /** The teams that can be on call. */
    public static final List<String> TEAMS = List.of("fraud");

    /** Somebody's time on call. @param position 1 is called first */
    public record Shift(long id, String team, String userId, int position, Instant from, Instant until) {}

    private final Roster roster;
    private final Absences absences;
    private final JdbcClient sql;
    private final Clock clock;

    OnCall(Roster roster, Absences absences, JdbcClient sql, Clock clock) {
        this.roster = roster;
        this.absences = absences;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Whom to call now, in order: who is on call, then the others of the team who are here. Where nobody is here, all of the
     * team, so that somebody is called.
     */
    public List<Colleague> order(String team) {
        var members = roster.all().stream()
                .filter(member -> member.groups().contains(team))
                .toList();
        var absent = absences.now().keySet();
        var here =
                members.stream().filter(member -> !absent.contains(member.id())).toList();
        var called = here.isEmpty() ? members : here;
        Set<String> order = new LinkedHashSet<>(onCallNow(team));
        called.forEach(member -> order.add(member.id()));
        return order.stream()
                .flatMap(id -> called.stream().filter(member -> member.id().equals(id)))
                .map(StaffMember::colleague)
                .toList();
    }

    private List<String> onCallNow(String team) {
        return sql.sql(
                        """
                        select user_id from on_call where team = :team and on_call_from <= :now and on_call_until > :now
                        order by position, on_call_from, id""")
                .param("team", team)
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }

    /** What is to come or goes on, by team and time. */
    public List<Shift> shifts() {
        return sql.sql("select * from on_call where on_call_until > :now order by team, on_call_from, position, id")
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Shift(
                        row.getLong("id"),
                        row.getString("team"),
                        row.getString("user_id"),
                        row.getInt("position"),
                        row.getTimestamp("on_call_from").toInstant(),
                        row.getTimestamp("on_call_until").toInstant()))
                .list();
    }

    /** Refused as FORBIDDEN for whoever does not keep the rota, as INVALID for somebody who is not in the team. */
    @Transactional
    public void add(String team, String userId, int position, Instant from, Instant until, StaffMember by) {
        requireMayEdit(by);
        if (!TEAMS.contains(team)) {
            throw Refused.invalid("team", "Choose a team that is called.");
        }
        if (roster.find(userId).filter(member -> member.groups().contains(team)).isEmpty()) {
            throw Refused.invalid("who", "Choose somebody of this team.");
        }
        if (position < 1 || position > 99) {
            throw Refused.invalid("position", "1 is called first; write a number from 1 to 99.");
        }
        if (!until.isAfter(from) || !until.isAfter(clock.instant())) {
            throw Refused.invalid("until", "A time on call ends after it begins, and not in the past.");
        }
        var added = sql.sql(
                        """
                        insert into on_call (team, user_id, position, on_call_from, on_call_until, set_by)
                        values (:team, :user, :position, :from, :until, :by) on conflict do nothing""")
                .param("team", team)
                .param("user", userId)
                .param("position", position)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("by", by.id())
                .update();
        if (added == 0) {
            throw Refused.conflict("They are on call from that moment already. Remove that first.");
        }
    }

    /** Refused as FORBIDDEN for whoever does not keep the rota, as CONFLICT where it is gone. */
    @Transactional
    public void remove(long id, StaffMember by) {
        requireMayEdit(by);
        if (sql.sql("delete from on_call where id = :id").param("id", id).update() == 0) {
            throw Refused.conflict("That time on call is not there any more.");
        }
    }

    private static void requireMayEdit(StaffMember by) {
        if (!by.keepsTheRota()) {
            throw Refused.forbidden("A lead or a support manager says who is on call.");
        }
    }
}
