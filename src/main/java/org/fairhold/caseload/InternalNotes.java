package org.fairhold.caseload;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.text.PersonalTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The notes of a case. Only ever added to; not even the timeline says that there are any. */
@Repository
public class InternalNotes {
    public static final int TEXT_MAX = 4000;

    private final PersonalTexts texts;
    private final JdbcClient sql;
    private final Clock clock;

    InternalNotes(PersonalTexts texts, JdbcClient sql, Clock clock) {
        this.texts = texts;
        this.sql = sql;
        this.clock = clock;
    }

    /** Refused as INVALID when there is nothing to keep, or too much. */
    @Transactional
    public void write(CaseNumber number, String by, String text) {
        var written = text.strip();
        if (written.isEmpty() || written.length() > TEXT_MAX || written.indexOf('\0') >= 0) {
            throw Refused.invalid("note", "Write a note of 1 to %d characters.".formatted(TEXT_MAX));
        }
        var kept = texts.keepInternal(written);
        sql.sql(
                        """
                        insert into case_note (id, case_number, written_at, written_by, text_id, text_sha256)
                        values (:id, :case, :now, :by, :text, :sha256)""")
                .param("id", UUID.randomUUID())
                .param("case", number.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .update();
    }

    /** The newest first. */
    public List<InternalNote> of(CaseNumber number) {
        return sql.sql(
                        """
                        select n.id, n.written_at, coalesce(s.display_name, n.written_by) as by_name, coalesce(t.body, '') as body
                        from case_note n
                        left join staff_member s on s.user_id = n.written_by
                        left join personal_text t on t.id = n.text_id
                        where n.case_number = :case order by n.written_at desc, n.id""")
                .param("case", number.value())
                .query((row, index) -> new InternalNote(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("written_at").toInstant(),
                        row.getString("by_name"),
                        row.getString("body")))
                .list();
    }
}
