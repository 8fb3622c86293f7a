package org.fairhold.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The visits of one table that go on: each lasts as long as somebody reads, and half a day at most. */
final class OpenVisits {
    private static final Duration IDLE_MAX = Duration.ofHours(2);
    private static final Duration LENGTH_MAX = Duration.ofHours(12);

    private final String table;
    private final JdbcClient sql;
    private final Clock clock;

    /** @param table a name of ours, never of a caller */
    OpenVisits(String table, JdbcClient sql, Clock clock) {
        this.table = table;
        this.sql = sql;
        this.clock = clock;
    }

    /** When a visit ends that nobody reads on from then. */
    static Instant expires(Instant looked) {
        return looked.plus(IDLE_MAX);
    }

    /**
     * The visit that goes on; looking keeps it open.
     *
     * @param also what else must hold of its row
     * @param known what that names
     */
    <T> Optional<T> goOn(Secret secret, String also, Map<String, ?> known, RowMapper<T> visit) {
        var now = clock.instant();
        return sql.sql(
                        """
                        update %s set expires_at = least(:idle, began_at + :length * interval '1 second')
                        where secret_sha256 = :secret and %s and ended_at is null and expires_at > :now
                            and began_at + :length * interval '1 second' > :now
                        returning *"""
                                .formatted(table, also))
                .param("secret", secret.sha256())
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(expires(now)))
                .param("length", LENGTH_MAX.toSeconds())
                .params(known)
                .query(visit)
                .optional();
    }

    /** The language that was chosen in it; null where none was. */
    static @Nullable Locale language(ResultSet row) throws SQLException {
        return row.getString("language") == null ? null : Locale.forLanguageTag(row.getString("language"));
    }

    void read(Secret secret, Locale language) {
        sql.sql("update %s set language = :language where secret_sha256 = :secret".formatted(table))
                .param("language", language.toLanguageTag())
                .param("secret", secret.sha256())
                .update();
    }

    void end(Secret secret) {
        sql.sql("update %s set ended_at = :now where secret_sha256 = :secret and ended_at is null".formatted(table))
                .param("now", Timestamp.from(clock.instant()))
                .param("secret", secret.sha256())
                .update();
    }
}
