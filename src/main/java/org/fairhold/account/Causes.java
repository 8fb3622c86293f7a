package org.fairhold.account;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The causes that block accounts. Each ends alone; what is left of them is what still blocks. */
@Repository
public class Causes {
    private static final String PAUSED =
            """
            exists (select 1 from cause_pause r where r.measure_id = c.measure_id
                and not exists (select 1 from cause_pause_end o where o.appeal_number = r.appeal_number))""";

    private final JdbcClient sql;

    Causes(JdbcClient sql) {
        this.sql = sql;
    }

    /** Part of imposing a measure, in its transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void impose(Cause cause) {
        sql.sql(
                        """
                        insert into cause (measure_id, kind, account_id, case_number, ground, reason, since, until)
                        values (:measure, :kind, :account, :case, :ground, :reason, :since, :until)""")
                .param("measure", cause.measureId())
                .param("kind", cause.kind().name())
                .param("account", cause.accountId().value())
                .param("case", cause.caseNumber())
                .param("ground", cause.ground().name())
                .param("reason", cause.reason())
                .param("since", Timestamp.from(cause.since()))
                .param("until", timestamp(cause.until()))
                .update();
        for (var block : cause.blocks()) {
            var except = block.sparesRunning() ? null : block.exceptContracts();
            sql.sql(
                            """
                            insert into cause_permission (measure_id, kind, permission, except_contracts, spares_running)
                            values (:measure, :kind, :permission, :except, :running)""")
                    .param("measure", cause.measureId())
                    .param("kind", cause.kind().name())
                    .param("permission", block.permission().name())
                    .param("except", except == null ? null : except.toArray(String[]::new))
                    .param("running", block.sparesRunning())
                    .update();
        }
    }

    /** Ends the cause of one measure and no other (never-rule 9). A cause that has ended stays ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lift(String measureId, Instant now) {
        sql.sql(
                        """
                        insert into cause_end (measure_id, ended_at)
                        select measure_id, :now from cause where measure_id = :measure
                        on conflict do nothing""")
                .param("measure", measureId)
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * From now on the cause of one measure takes nothing away, because an appeal against it was not answered in time. False
     * where it has ended, or is paused already. Refused by the schema before that day, and in fraud and takeover.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean pause(String measureId, String appealNumber, Instant now) {
        return sql.sql(
                                """
                                insert into cause_pause (appeal_number, measure_id, ground, answer_due, paused_at)
                                select a.number, c.measure_id, c.ground, a.answer_due, :now
                                from cause c join appeal a on a.measure_id = c.measure_id
                                where c.measure_id = :measure and a.number = :appeal
                                  and not exists (select 1 from cause_end e where e.measure_id = c.measure_id)
                                on conflict do nothing""")
                        .param("measure", measureId)
                        .param("appeal", appealNumber)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The appeal is answered: what was paused because of it goes on, unless it ended. True where something was. */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endPause(String appealNumber, Instant now) {
        return sql.sql(
                                """
                                insert into cause_pause_end (appeal_number, ended_at)
                                select appeal_number, :now from cause_pause where appeal_number = :appeal
                                on conflict do nothing""")
                        .param("appeal", appealNumber)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Whether the cause of that measure takes nothing away for now, because an appeal is late. */
    public boolean paused(String measureId) {
        return sql.sql("select exists (select 1 from cause c where c.measure_id = :measure and %s)".formatted(PAUSED))
                .param("measure", measureId)
                .query(Boolean.class)
                .single();
    }

    /** What has been announced and blocks the account from a later moment on, soonest first. */
    public List<Cause> announced(AccountId account, Instant now) {
        return sql.sql(
                        """
                        select * from cause c where c.account_id = :account and c.since > :now
                          and not exists (select 1 from cause_end e where e.measure_id = c.measure_id)
                        order by c.since, c.measure_id""")
                .param("account", account.value())
                .param("now", Timestamp.from(now))
                .query((row, index) -> cause(row))
                .list();
    }

    /**
     * What blocks the account at that moment, oldest first, in one query; the owner's own lock is among it. A contract that ended is no exception any more.
     */
    public List<Cause> active(AccountId account, Instant now) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        sql.sql(
                        """
                        select c.measure_id, c.kind, c.account_id, c.case_number, c.ground, c.reason, c.since, c.until, p.permission, p.except_contracts is null and not coalesce(p.spares_running, false) as everywhere,
                            case when p.spares_running
                                then array(select k.id from contract k where k.state = 'ACTIVE' and k.started_at < c.since
                                    and (k.freelancer_id = c.account_id or k.client_id = c.account_id))
                                else array(select k.id from contract k where k.id = any (p.except_contracts) and k.state = 'ACTIVE')
                            end as spared
                        from cause c left join cause_permission p using (measure_id)
                        where c.account_id = :account and c.since <= :now and (c.until is null or c.until > :now)
                          and not exists (select 1 from cause_end e where e.measure_id = c.measure_id)
                          and not %s
                        union all
                        select l.number, 'FREEZE', l.account_id, l.case_number, 'ACCOUNT_TAKEOVER', :byOwner, l.locked_at, null,
                            unnest(:everything::text[]), true, '{}'
                        from account_lock l where l.account_id = :account and l.locked_at <= :now
                          and not exists (select 1 from account_lock_end e where e.lock_number = l.number)
                        order by since, measure_id, permission"""
                                .formatted(PAUSED))
                .param("account", account.value())
                .param("byOwner", Cause.LOCKED_BY_OWNER)
                .param(
                        "everything",
                        Arrays.stream(Permission.values()).map(Permission::name).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    var cause = causes.computeIfAbsent(row.getString("measure_id"), id -> cause(row));
                    if (row.getString("permission") != null) {
                        cause.blocks().add(block(row));
                    }
                });
        return List.copyOf(causes.values());
    }

    private static Cause.Block block(ResultSet row) throws SQLException {
        var permission = Permission.valueOf(row.getString("permission"));
        if (row.getBoolean("everywhere")) {
            return Cause.Block.everywhere(permission);
        }
        Array spared = row.getArray("spared");
        return new Cause.Block(permission, List.of((String[]) spared.getArray()));
    }

    private static Cause cause(ResultSet row) {
        try {
            var until = row.getTimestamp("until");
            return new Cause(
                    row.getString("measure_id"),
                    MeasureKind.valueOf(row.getString("kind")),
                    new AccountId(row.getString("account_id")),
                    row.getString("case_number"),
                    Ground.valueOf(row.getString("ground")),
                    row.getString("reason"),
                    row.getTimestamp("since").toInstant(),
                    until == null ? null : until.toInstant(),
                    new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
