package org.fairhold.redress;

import java.time.Instant;
import java.util.List;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.measure.Ending;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which rules have erred, and how often: without a case, a person or a word that somebody wrote. */
@Repository
public class WrongMeasures {
    private static final int SHOWN_MAX = 200;

    /**
     * One row of a table, or one kind of report, that led to measures which turned out to be wrong.
     *
     * @param table that proposed the measure; null where none did
     * @param rule of that table; null likewise
     * @param tableVersion of that table; null likewise
     * @param signal what had raised a suspicion without a reason; null elsewhere
     */
    public record Erring(
            Ground ground,
            String clause,
            MeasureKind kind,
            Ending as,
            @Nullable String table,
            @Nullable String rule,
            @Nullable Integer tableVersion,
            @Nullable String signal,
            int count,
            Instant last) {}

    private final JdbcClient sql;

    WrongMeasures(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What erred last comes first.
     *
     * @param confidential whether the reader may know of fraud and takeover
     */
    public List<Erring> erring(boolean confidential) {
        return sql.sql(
                        """
                        select m.ground, m.clause, m.kind, w.ended_as, p.decision_table, coalesce(w.rule, p.rule) as rule,
                            coalesce(w.table_version, p.table_version) as table_version, w.signal, count(*) as times, max(w.at) as last
                        from (
                            select measure_id, 'WITHDRAWN' as ended_as, withdrawn_at as at, rule, table_version, null as signal
                                from measure_withdrawal
                            union all select measure_id, 'OVERTURNED', decided_at, null, null, null
                                from measure_remedy where outcome = 'OVERTURN'
                            union all select measure_id, 'UNFOUNDED', counted_at, null, null, signal from wrong_freeze) w
                        join measure m on m.id = w.measure_id
                        left join lateral (select o.decision_table, o.rule, o.table_version from proposal o
                            where o.case_number = m.case_number and o.proposed_at <= m.effective_at
                            order by o.proposed_at desc limit 1) p on m.kind <> 'HOLD'
                        where :confidential or m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
                        group by 1, 2, 3, 4, 5, 6, 7, 8 order by last desc, 1, 2, 3, 4, 5, 6, 7, 8 limit :max""")
                .param("confidential", confidential)
                .param("max", SHOWN_MAX)
                .query((row, index) -> new Erring(
                        Ground.valueOf(row.getString("ground")),
                        row.getString("clause"),
                        MeasureKind.valueOf(row.getString("kind")),
                        Ending.valueOf(row.getString("ended_as")),
                        row.getString("decision_table"),
                        row.getString("rule"),
                        row.getObject("table_version", Integer.class),
                        row.getString("signal"),
                        row.getInt("times"),
                        row.getTimestamp("last").toInstant()))
                .list();
    }
}
