package org.fairhold.compliance;

import java.io.OutputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes out what compliance asks for, as JSON that the database writes: one question each, one look at all rows. Who took out
 * what is noted in the same transaction.
 */
@Component
@Transactional(isolation = Isolation.REPEATABLE_READ)
public class Exports {
    /** So many rows at a time are in memory. */
    private static final int AT_ONCE = 500;

    private final JdbcClient sql;
    private final Clock clock;

    Exports(DataSource database, Clock clock) {
        var some = new JdbcTemplate(database);
        some.setFetchSize(AT_ONCE);
        this.sql = JdbcClient.create(some);
        this.clock = clock;
    }

    /**
     * A line of JSON for each statement and version issued in the period, oldest first.
     *
     * @param confidential whether those of fraud and takeover are among them
     */
    public void statements(Period period, String caller, boolean confidential, OutputStream out) {
        export("STATEMENTS", period, caller, confidential, out, lines -> {
            try (var all = ask(StatementLines.SQL, period, confidential).query(String.class).stream()) {
                all.forEach(lines::line);
            }
        });
    }

    /** One JSON document of statements, complaints and money, by clause and law. */
    public void figures(Period period, String caller, boolean confidential, OutputStream out) {
        export(
                "FIGURES",
                period,
                caller,
                confidential,
                out,
                lines -> lines.line(ask(Figures.SQL, period, confidential)
                        .param("fromDay", period.from())
                        .param("toDay", period.to())
                        .query(String.class)
                        .single()));
    }

    private StatementSpec ask(String question, Period period, boolean confidential) {
        return sql.sql(question)
                .param("begins", Timestamp.from(period.begins()))
                .param("ends", Timestamp.from(period.ends()))
                .param("known", Timestamp.from(period.knownAt()))
                .param("confidential", confidential);
    }

    private void export(
            String what,
            Period period,
            String caller,
            boolean confidential,
            OutputStream out,
            Consumer<HashedLines> writing) {
        var lines = new HashedLines(out);
        writing.accept(lines);
        sql.sql(
                        """
                        insert into compliance_export (caller, what, from_day, to_day, known_at, confidential, lines, sha256, exported_at)
                        values (:caller, :what, :from, :to, :known, :confidential, :lines, :sha256, :now)""")
                .param("caller", caller)
                .param("what", what)
                .param("from", period.from())
                .param("to", period.to())
                .param("known", Timestamp.from(period.knownAt()))
                .param("confidential", confidential)
                .param("lines", lines.lines())
                .param("sha256", lines.sha256())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
