package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happened in a case, in order. Only ever added to. */
@Repository
public class Timeline {
    /** The desk itself, where no human acted. */
    public static final String DESK = "desk";

    /** The person whose case it is. */
    public static final String SUBJECT = "subject";

    /** The other party of a dispute. */
    public static final String OTHER = "other";

    /**
     * @param what a code: an event's name, or a decision as {@code step:outcome}
     * @param by a staff member's name, {@link #DESK}, {@link #SUBJECT} or {@link #OTHER}
     * @param reference the number or id of what it is about
     * @param representative who acted for the party; null where nobody did
     */
    public record Entry(
            long id, Instant at, String what, String by, @Nullable String reference, @Nullable String representative) {}

    private static final Set<String> PARTIES = Set.of(SUBJECT, OTHER);

    private final Acting acting;
    private final JdbcClient sql;
    private final Clock clock;

    Timeline(Acting acting, JdbcClient sql, Clock clock) {
        this.acting = acting;
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(CaseNumber caseNumber, String what, String by, @Nullable String reference) {
        sql.sql(
                        """
                        insert into case_event (case_number, at, what, by_whom, reference, representative)
                        values (:case, :at, :what, :by, :reference, :representative)""")
                .param("case", caseNumber.value())
                .param("at", Timestamp.from(clock.instant()))
                .param("what", what)
                .param("by", by)
                .param("reference", reference)
                .param("representative", PARTIES.contains(by) ? acting.number() : null)
                .update();
    }

    /** A page of the case's entries after the given one, oldest first. */
    public List<Entry> of(CaseNumber caseNumber, long after, int limit) {
        return sql.sql("select * from case_event where case_number = :case and id > :after order by id limit :limit")
                .param("case", caseNumber.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Entry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("by_whom"),
                        row.getString("reference"),
                        row.getString("representative")))
                .list();
    }
}
