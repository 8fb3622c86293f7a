package org.fairhold.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The parcels that wait, and what became of the others. A node holds a parcel by a lease; when it is lost, the lease runs
 * out by the database's clock and another node takes over. Everything else goes by the desk's own clock.
 */
@Repository
class Parcels {
    /** Not yet sent, held by nobody, and nothing older that it must follow still under way. */
    private static final String FREE =
            """
            p.kind = :kind and p.sent_at is null and p.dead_at is null
            and (p.locked_until is null or p.locked_until < clock_timestamp())
            and not exists (
                select 1 from outbox older
                where older.case_number = p.case_number and older.kind = p.kind and older.id < p.id
                  and (p.sequence is null or older.sequence = p.sequence)
                  and older.sent_at is null and older.dead_at is null)""";

    private final JdbcClient sql;

    Parcels(JdbcClient sql) {
        this.sql = sql;
    }

    /** A parcel in this node's hands. Once the lease has passed to somebody else, what we say about it is not heard. */
    record Claim(long id, Parcel parcel, int attempt, Timestamp lease, @Nullable String lastError) {}

    /** False when a parcel of that meaning is there already. */
    boolean add(Parcel parcel, Instant due, Instant now) {
        return sql.sql(
                                """
                        insert into outbox (kind, dedupe_key, payload_id, case_number, sequence, created_at, next_at)
                        values (:kind, :dedupeKey, :payload, :case, :sequence, :now, :due)
                        on conflict (dedupe_key) do nothing""")
                        .param("kind", parcel.kind())
                        .param("dedupeKey", parcel.dedupeKey())
                        .param("payload", parcel.payload())
                        .param("case", parcel.caseNumber())
                        .param("sequence", parcel.sequence())
                        .param("now", Timestamp.from(now))
                        .param("due", Timestamp.from(due))
                        .update()
                > 0;
    }

    Optional<Claim> claim(String kind, String node, Instant now) {
        return sql.sql(
                        """
                        update outbox set attempts = attempts + 1, locked_by = :node,
                            locked_until = clock_timestamp() + interval '60 seconds'
                        where id = (
                            select p.id from outbox p where %s and p.next_at <= :now
                            order by p.next_at, p.id limit 1 for update of p skip locked)
                        returning *"""
                                .formatted(FREE))
                .param("kind", kind)
                .param("node", node)
                .param("now", Timestamp.from(now))
                .query((row, index) -> claim(row))
                .optional();
    }

    /** When the next parcel of this kind that nothing else holds up is due. */
    Optional<Instant> nextDue(String kind) {
        return sql.sql("select p.next_at from outbox p where %s order by p.next_at limit 1".formatted(FREE))
                .param("kind", kind)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** True even when the lease has run out meanwhile: it has been handed over. */
    void sent(Claim claim, Instant now) {
        sql.sql(
                        """
                        update outbox set sent_at = :now, locked_until = null, locked_by = null, last_error = null
                        where id = :id and sent_at is null and dead_at is null""")
                .param("now", Timestamp.from(now))
                .param("id", claim.id())
                .update();
    }

    void retry(Claim claim, Instant nextAt, String reason) {
        putBack(claim, claim.attempt(), nextAt, reason);
    }

    /** As if it had not been tried. */
    void giveBack(Claim claim, Instant nextAt, String reason) {
        putBack(claim, claim.attempt() - 1, nextAt, reason);
    }

    private void putBack(Claim claim, int attempts, Instant nextAt, String reason) {
        sql.sql(
                        """
                        update outbox set attempts = :attempts, next_at = :nextAt, last_error = :reason,
                            locked_until = null, locked_by = null
                        where id = :id and locked_until = :lease and sent_at is null and dead_at is null""")
                .param("attempts", attempts)
                .param("nextAt", Timestamp.from(nextAt))
                .param("reason", reason)
                .param("id", claim.id())
                .param("lease", claim.lease())
                .update();
    }

    /** False when the parcel is no longer ours to bury. */
    boolean bury(Claim claim, Instant now, String reason) {
        return sql.sql(
                                """
                        update outbox set dead_at = :now, last_error = :reason, locked_until = null, locked_by = null
                        where id = :id and locked_until = :lease and sent_at is null and dead_at is null""")
                        .param("now", Timestamp.from(now))
                        .param("reason", reason)
                        .param("id", claim.id())
                        .param("lease", claim.lease())
                        .update()
                > 0;
    }

    /** A parcel that was handed over did not arrive after all. */
    Optional<Parcel> cameBack(String kind, UUID payload, Instant now, String reason) {
        return sql.sql(
                        """
                        update outbox set sent_at = null, dead_at = :now, last_error = :reason
                        where kind = :kind and payload_id = :payload and sent_at is not null returning *""")
                .param("now", Timestamp.from(now))
                .param("reason", reason)
                .param("kind", kind)
                .param("payload", payload)
                .query((row, index) -> parcel(row))
                .optional();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getLong("id"),
                parcel(row),
                row.getInt("attempts"),
                row.getTimestamp("locked_until"),
                row.getString("last_error"));
    }

    private static Parcel parcel(ResultSet row) throws SQLException {
        return new Parcel(
                row.getString("kind"),
                row.getString("dedupe_key"),
                row.getObject("payload_id", UUID.class),
                row.getString("case_number"),
                row.getString("sequence"));
    }
}
