package org.fairhold.marketplace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The commands that were issued. The schema knows which moves of their state are legal. */
@Repository
class CommandRows {
    private static final String OPEN = "state in ('NEW', 'UNKNOWN', 'SENT')";

    private final JdbcClient sql;

    CommandRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** False when there is a command of that key. */
    boolean add(UUID id, Command command, Instant now) {
        return sql.sql(
                                """
                        insert into marketplace_command (key, id, kind, case_number, body, state, issued_at)
                        values (:key, :id, :kind, :case, :body::jsonb, 'NEW', :now)
                        on conflict (key) do nothing""")
                        .param("key", command.key())
                        .param("id", id)
                        .param("kind", CommandKind.of(command).name())
                        .param("case", command.caseNumber().value())
                        .param("body", CommandKind.body(command).toString())
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    Optional<IssuedCommand> find(String key) {
        return sql.sql("select * from marketplace_command where key = :key")
                .param("key", key)
                .query((row, index) -> issued(row))
                .optional();
    }

    Optional<IssuedCommand> find(UUID id) {
        return sql.sql("select * from marketplace_command where id = :id")
                .param("id", id)
                .query((row, index) -> issued(row))
                .optional();
    }

    /** Nobody else moves it until the transaction has ended. */
    Optional<IssuedCommand> lock(String key) {
        return sql.sql("select * from marketplace_command where key = :key for update")
                .param("key", key)
                .query((row, index) -> issued(row))
                .optional();
    }

    void left(String key) {
        sql.sql("update marketplace_command set state = 'UNKNOWN' where key = :key")
                .param("key", key)
                .update();
    }

    void accepted(String key, String reference) {
        sql.sql("update marketplace_command set state = 'SENT', reference = :reference where key = :key")
                .param("reference", reference)
                .param("key", key)
                .update();
    }

    void confirmed(String key, @Nullable String reference, Instant now) {
        sql.sql(
                        """
                        update marketplace_command set state = 'CONFIRMED', answered_at = :now,
                            reference = coalesce(:reference, reference)
                        where key = :key""")
                .param("now", Timestamp.from(now))
                .param("reference", reference)
                .param("key", key)
                .update();
    }

    void rejected(String key, Answer.Rejected answer, Instant now) {
        sql.sql(
                        """
                        update marketplace_command set state = 'REJECTED', answered_at = :now,
                            rejection = :reason, rejection_detail = :detail
                        where key = :key""")
                .param("now", Timestamp.from(now))
                .param("reason", answer.reason().name())
                .param("detail", answer.detail())
                .param("key", key)
                .update();
    }

    void late(String key, Instant now) {
        sql.sql("update marketplace_command set late_at = :now where key = :key")
                .param("now", Timestamp.from(now))
                .param("key", key)
                .update();
    }

    long count(CommandState open) {
        return sql.sql("select count(*) from marketplace_command where state = :state and " + OPEN)
                .param("state", open.name())
                .query(Long.class)
                .single();
    }

    /** When the oldest was issued of those that are neither confirmed nor rejected. */
    Optional<Instant> oldestOpen() {
        return sql.sql("select issued_at from marketplace_command where %s order by issued_at limit 1".formatted(OPEN))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private static IssuedCommand issued(ResultSet row) throws SQLException {
        var rejection = row.getString("rejection");
        return new IssuedCommand(
                row.getObject("id", UUID.class),
                CommandKind.valueOf(row.getString("kind")).read(row.getString("key"), row.getString("body")),
                CommandState.valueOf(row.getString("state")),
                row.getTimestamp("issued_at").toInstant(),
                instant(row.getTimestamp("answered_at")),
                row.getString("reference"),
                rejection == null ? null : Answer.Reason.valueOf(rejection),
                instant(row.getTimestamp("late_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
