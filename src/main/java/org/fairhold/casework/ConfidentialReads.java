package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who looked at a confidential case, when, and through which door. Only ever added to. */
@Repository
public class ConfidentialReads {
    /** Where somebody looked. */
    public enum Door {
        API,
        DESK
    }

    private final JdbcClient sql;
    private final Clock clock;

    ConfidentialReads(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Notes it before anything is shown: what cannot be noted is not shown.
     *
     * @param reader a member of the staff, or the caller whose key was used
     * @param what the page or the call
     */
    public void note(CaseNumber number, Door door, String reader, String what) {
        sql.sql(
                        """
                        insert into confidential_read (case_number, door, reader, what, read_at)
                        values (:case, :door, :reader, :what, :now)""")
                .param("case", number.value())
                .param("door", door.name())
                .param("reader", reader)
                .param("what", what)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
