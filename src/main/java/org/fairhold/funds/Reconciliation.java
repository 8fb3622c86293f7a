package org.fairhold.funds;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fairhold.account.AccountId;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Commands;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.fairhold.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks for what does not agree about held money: among our own rows, and between them and the marketplace (never-rule 13). */
@Repository
public class Reconciliation {
    /** What must never be found. */
    public enum Kind {
        LINE_MISCOUNTED("what a line holds is not its amount less what went back"),
        HELD_AFTER_END("a hold is over and still keeps money"),
        HELD_IN_CLOSED_CASE("a case is closed and still keeps money"),
        OVERLOOKED("a contract has freed money, and for over a minute nobody has given it back or was asked"),
        NOT_OWED("a freeze or a closure was wrong, clients have the money, and nobody was asked to give it back"),
        NOT_COMMANDED("the marketplace was not told of this, or of another amount"),
        UNSETTLED("for a quarter of an hour the marketplace has not said what became of this command"),
        MARKETPLACE_DIFFERS("the marketplace holds something else");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param subject the line, the case or the command that it is about; and both amounts where two were compared */
    public record Finding(Kind kind, String subject) {
        @Override
        public String toString() {
            return "%s %s: %s".formatted(kind, subject, kind.words());
        }
    }

    private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

    private static final String FINDINGS =
            """
            with given as (
                    select measure_id, line, amount_minor, currency, command_key, 'RELEASE' as kind from hold_release
                    union all
                    select measure_id, line, amount_minor, currency, command_key, 'REVERSE' from hold_reversal
                    union all
                    select v.measure_id, v.line, -v.amount_minor, v.currency, null, 'REFUSED'
                        from reversal_refusal f join hold_reversal v on v.approval_id = f.approval_id),
                given_of_line as (select measure_id, line, sum(amount_minor) as minor from given group by measure_id, line),
                asked as (
                    select command_key, amount_minor, currency, 'HOLD' as kind from hold_line
                    union all select command_key, amount_minor, currency, kind from given where command_key is not null)
            select 'LINE_MISCOUNTED' as kind, l.measure_id || '/' || l.number as subject
                from hold_line l left join given_of_line g on g.measure_id = l.measure_id and g.line = l.number
                where l.open_minor <> l.amount_minor - coalesce(g.minor, 0)
            union all select 'HELD_AFTER_END', l.measure_id || '/' || l.number
                from hold_line l join measure_end e on e.measure_id = l.measure_id where l.open_minor > 0
            union all select 'HELD_IN_CLOSED_CASE', l.case_number
                from hold_line l join enforcement_case c on c.number = l.case_number
                where l.open_minor > 0 and c.closed_at is not null
            union all select 'OVERLOOKED', l.measure_id || '/' || l.number %s and c.changed_at < :seen
            union all select distinct 'NOT_OWED', m.case_number
                from measure m join (select measure_id, decided_at as at from measure_remedy where outcome = 'OVERTURN'
                        union all select measure_id, withdrawn_at from measure_withdrawal) w on w.measure_id = m.id
                    join hold_line l on l.case_number = m.case_number
                    join hold_reversal v on v.measure_id = l.measure_id and v.line = l.number
                where m.kind in ('FREEZE', 'CLOSURE') and w.at > v.reversed_at
                    and not exists (select 1 from reversal_refusal f where f.approval_id = v.approval_id)
                    and not exists (select 1 from repayment r where r.case_number = m.case_number)
            union all select 'NOT_COMMANDED', a.command_key
                from asked a left join marketplace_command m on m.key = a.command_key and m.kind = a.kind
                    and (m.body #>> '{amount,amountMinor}')::bigint = a.amount_minor
                    and m.body #>> '{amount,currency}' = a.currency
                where m.key is null
            union all select 'UNSETTLED', m.key
                from marketplace_command m where m.state in ('NEW', 'UNKNOWN', 'SENT') and m.issued_at < :late
            order by 1, 2"""
                    .formatted(HoldLines.OVERLOOKED);

    /** What the marketplace has said that it holds, of lines about which nothing is under way. */
    private static final String SAID_TO_BE_HELD =
            """
            select l.holder_id, l.measure_id, l.number, l.currency,
                case when h.state = 'CONFIRMED' then l.amount_minor else 0 end - coalesce(g.minor, 0) as minor
            from hold_line l join marketplace_command h on h.key = l.command_key
            left join (
                select r.measure_id, r.line, bool_and(m.state in ('CONFIRMED', 'REJECTED')) as over,
                    sum(r.amount_minor) filter (where m.state = 'CONFIRMED') as minor
                from (select measure_id, line, amount_minor, command_key from hold_release
                        union all select measure_id, line, amount_minor, command_key from hold_reversal) r
                    join marketplace_command m on m.key = r.command_key
                group by r.measure_id, r.line) g on g.measure_id = l.measure_id and g.line = l.number
            where h.state in ('CONFIRMED', 'REJECTED') and coalesce(g.over, true)
            order by l.holder_id, l.measure_id, l.number""";

    private final JdbcClient sql;
    private final Clock clock;

    Reconciliation(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What does not agree among our own rows; one query over all of them. */
    public List<Finding> findings() {
        var now = clock.instant();
        return sql.sql(FINDINGS)
                .param("seen", Timestamp.from(now.minus(SEEN_WITHIN)))
                .param("late", Timestamp.from(now.minus(Commands.CONFIRMED_WITHIN)))
                .query((row, index) -> new Finding(Kind.valueOf(row.getString("kind")), row.getString("subject")))
                .list();
    }

    /**
     * What the marketplace holds otherwise than it told us: one question for each account that ever had a line. What moves
     * meanwhile is looked at twice.
     *
     * @throws NoAnswer nobody answers
     */
    public List<Finding> differences(Marketplace marketplace) throws NoAnswer {
        var first = differences(marketplace, saidToBeHeld());
        return first.isEmpty()
                ? first
                : differences(marketplace, saidToBeHeld()).stream()
                        .filter(first::contains)
                        .toList();
    }

    private static List<Finding> differences(Marketplace marketplace, Map<AccountId, Map<Line, Money>> byHolder)
            throws NoAnswer {
        List<Finding> found = new ArrayList<>();
        for (var holder : byHolder.entrySet()) {
            var theirs = marketplace.held(holder.getKey());
            holder.getValue().forEach((line, ours) -> {
                var their = theirs.getOrDefault(line, new Money(0, ours.currency()));
                if (!their.equals(ours)) {
                    found.add(new Finding(
                            Kind.MARKETPLACE_DIFFERS,
                            "%s/%d, here %s, there %s"
                                    .formatted(
                                            line.measureId(),
                                            line.number(),
                                            Amounts.plain(ours),
                                            Amounts.plain(their))));
                }
            });
        }
        return found;
    }

    private Map<AccountId, Map<Line, Money>> saidToBeHeld() {
        Map<AccountId, Map<Line, Money>> held = new LinkedHashMap<>();
        sql.sql(SAID_TO_BE_HELD).query(row -> {
            held.computeIfAbsent(new AccountId(row.getString("holder_id")), holder -> new LinkedHashMap<>())
                    .put(
                            new Line(row.getString("measure_id"), row.getInt("number")),
                            Money.of(row.getLong("minor"), row.getString("currency")));
        });
        return held;
    }
}
