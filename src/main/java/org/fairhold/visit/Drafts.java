package org.fairhold.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody has typed and not sent: kept a day for them alone. Nobody at the desk reads it. */
@Component
public class Drafts {
    private static final Duration KEPT = Duration.ofDays(1);

    private final ObjectMapper json;
    private final JdbcClient sql;
    private final Clock clock;

    Drafts(ObjectMapper json, JdbcClient sql, Clock clock) {
        this.json = json;
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional
    public void keep(Visit visit, String form, Map<String, String> fields) {
        var now = clock.instant();
        sql.sql("delete from draft where kept_until < :now")
                .param("now", Timestamp.from(now))
                .update();
        sql.sql(
                        """
                        insert into draft (case_number, account_id, form, fields, saved_at, kept_until)
                        values (:case, :account, :form, :fields, :now, :until)
                        on conflict (case_number, account_id, form) do update
                            set fields = excluded.fields, saved_at = excluded.saved_at, kept_until = excluded.kept_until""")
                .param("case", visit.caseNumber().value())
                .param("account", visit.reader().value())
                .param("form", visit.slot(form))
                .param("fields", write(fields))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(KEPT)))
                .update();
    }

    /** Puts a text into a form until that instant, unless they have typed something there. */
    @Transactional
    public void offer(Visit visit, String form, Map<String, String> fields, Instant until) {
        var now = clock.instant();
        sql.sql(
                        """
                        insert into draft (case_number, account_id, form, fields, saved_at, kept_until)
                        values (:case, :account, :form, :fields, :now, :until)
                        on conflict (case_number, account_id, form) do update
                            set fields = excluded.fields, saved_at = excluded.saved_at, kept_until = excluded.kept_until
                            where draft.kept_until < excluded.saved_at""")
                .param("case", visit.caseNumber().value())
                .param("account", visit.reader().value())
                .param("form", visit.slot(form))
                .param("fields", write(fields))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
    }

    /** By form, what was typed into each field. */
    public Map<String, Map<String, String>> of(Visit visit) {
        Map<String, Map<String, String>> drafts = new HashMap<>();
        sql.sql(
                        """
                        select form, fields from draft
                        where case_number = :case and account_id = :account and kept_until >= :now""")
                .param("case", visit.caseNumber().value())
                .param("account", visit.reader().value())
                .param("now", Timestamp.from(clock.instant()))
                .query(row -> {
                    var form = row.getString("form").replaceAll("^.*/", "");
                    if (visit.slot(form).equals(row.getString("form"))) {
                        drafts.put(form, read(row.getString("fields")));
                    }
                });
        return drafts;
    }

    private String write(Map<String, String> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read(String fields) {
        try {
            return json.readValue(fields, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
