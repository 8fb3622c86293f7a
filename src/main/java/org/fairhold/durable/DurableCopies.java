package org.fairhold.durable;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.Settings;
import org.fairhold.statement.Statement;
import org.fairhold.statement.Statements;
import org.fairhold.text.PersonalTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Made at the first ask from the very words that the person got, and kept: a later version of the library, of a font or of
 * this class changes no file that somebody has. The hash outlives the erasure of the file.
 */
@Component
@Transactional
public class DurableCopies {
    private final Statements statements;
    private final Settings settings;
    private final JdbcClient sql;
    private final Clock clock;

    DurableCopies(Statements statements, Settings settings, JdbcClient sql, Clock clock) {
        this.statements = statements;
        this.settings = settings;
        this.sql = sql;
        this.clock = clock;
    }

    /** @throws Refused when the person's words were erased */
    public DurableCopy of(Statement statement) {
        var kept = kept(statement);
        if (kept.isEmpty() && !made(statement)) {
            make(statement);
            kept = kept(statement);
        }
        return kept.orElseThrow(DurableCopies::erased);
    }

    private Optional<DurableCopy> kept(Statement statement) {
        return sql.sql(
                        "select content, sha256 from statement_copy_content where number = :number and version = :version")
                .param("number", statement.number())
                .param("version", statement.version())
                .query((row, index) ->
                        new DurableCopy(name(statement), row.getBytes("content"), row.getString("sha256")))
                .optional();
    }

    private boolean made(Statement statement) {
        return sql.sql("select exists (select 1 from statement_copy where number = :number and version = :version)")
                .param("number", statement.number())
                .param("version", statement.version())
                .query(Boolean.class)
                .single();
    }

    /** Of two who ask at once the second one waits here, and then reads what the first one has kept. */
    private void make(Statement statement) {
        var letter = statements.letter(statement).orElseThrow(DurableCopies::erased);
        var content = Pdf.of(letter, statement.language(), settings.brand(), statement.issuedAt());
        var sha256 = PersonalTexts.sha256(content);
        var first = sql.sql(
                        """
                        insert into statement_copy (number, version, sha256, made_at) values (:number, :version, :sha256, :now)
                        on conflict do nothing""")
                .param("number", statement.number())
                .param("version", statement.version())
                .param("sha256", sha256)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (first == 1) {
            sql.sql(
                            """
                            insert into statement_copy_content (number, version, sha256, content)
                            values (:number, :version, :sha256, :content)""")
                    .param("number", statement.number())
                    .param("version", statement.version())
                    .param("sha256", sha256)
                    .param("content", content)
                    .update();
        }
    }

    private static String name(Statement statement) {
        return "%s-%d.pdf".formatted(statement.number(), statement.version());
    }

    private static Refused erased() {
        return Refused.unknown("The words of this statement were erased.");
    }
}
