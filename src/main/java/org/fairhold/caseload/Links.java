package org.fairhold.caseload;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.StaffMember;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which cases belong together, and why. */
@Component
public class Links {
    public enum Kind {
        RELATED,
        RECLASSIFIED,
        JOINED
    }

    /**
     * A link as one of its two cases sees it.
     *
     * @param from the case that was reclassified or joined into the other
     */
    public record Link(CaseNumber other, CaseNumber from, Kind kind, String reason, String by) {}

    private final Cases cases;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final Clock clock;

    Links(Cases cases, PersonalTexts texts, Timeline timeline, JdbcClient sql, Clock clock) {
        this.cases = cases;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.clock = clock;
    }

    /** Links two cases that somebody may both see. Refused as CONFLICT when they are linked already. */
    @Transactional
    public void link(CaseNumber number, StaffMember by, CaseNumber other, String reason) {
        if (number.equals(other)) {
            throw Refused.invalid("other", "That is this case itself.");
        }
        Stream.of(number.value(), other.value())
                .sorted()
                .forEach(one -> by.requireToSee(cases.lock(new CaseNumber(one)).ground()));
        if (!by.worksOnCases()) {
            throw Refused.forbidden("Analysts, leads and the fraud team link cases.");
        }
        if (linked(number, other)) {
            throw Refused.conflict("The two cases are linked already.");
        }
        add(number, other, Kind.RELATED, texts.keep(reason), by.id());
        note(number, other, by);
        note(other, number, by);
    }

    /** An open case's timeline never names a confidential one. */
    private void note(CaseNumber number, CaseNumber other, StaffMember by) {
        if (cases.get(number).ground().confidential()
                || !cases.get(other).ground().confidential()) {
            timeline.add(number, "linked", by.id(), other.value());
        }
    }

    private boolean linked(CaseNumber one, CaseNumber other) {
        return sql.sql(
                        """
                        select exists (select 1 from case_link where (case_number = :one and other_number = :other)
                            or (case_number = :other and other_number = :one))""")
                .param("one", one.value())
                .param("other", other.value())
                .query(Boolean.class)
                .single();
    }

    void add(CaseNumber number, CaseNumber other, Kind kind, @Nullable TextRef reason, String by) {
        sql.sql(
                        """
                        insert into case_link (case_number, other_number, kind, reason_id, reason_sha256, linked_by, linked_at)
                        values (:case, :other, :kind, :reason, :sha256, :by, :now) on conflict do nothing""")
                .param("case", number.value())
                .param("other", other.value())
                .param("kind", kind.name())
                .param("reason", reason == null ? null : reason.id())
                .param("sha256", reason == null ? null : reason.sha256())
                .param("by", by)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** @param confidential whether the reader may know of confidential cases */
    public List<Link> of(CaseNumber number, boolean confidential) {
        return sql.sql(
                        """
                        select l.*, t.body, case when l.case_number = :case then l.other_number else l.case_number end as the_other
                        from case_link l left join personal_text t on t.id = l.reason_id
                        join enforcement_case e on e.number = case when l.case_number = :case then l.other_number else l.case_number end
                        where (l.case_number = :case or l.other_number = :case)
                          and (:confidential or e.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                        order by l.linked_at, the_other""")
                .param("case", number.value())
                .param("confidential", confidential)
                .query((row, index) -> new Link(
                        new CaseNumber(row.getString("the_other")),
                        new CaseNumber(row.getString("case_number")),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("body") == null ? "(erased)" : row.getString("body"),
                        row.getString("linked_by")))
                .list();
    }
}
