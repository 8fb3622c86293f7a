package org.fairhold.closure;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Timeline;
import org.fairhold.measure.Closures;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.MeasureId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds out when a closed account is settled: its last contract has ended, nothing of its money is held, and the marketplace has
 * said that nothing is left of it. Until then it can withdraw, and afterwards still log in.
 */
@Component
public class Settlement {
    /** What still keeps a closed account. */
    public record Left(int contracts, int heldLines, boolean paidOut) {
        public boolean nothing() {
            return contracts == 0 && heldLines == 0 && paidOut;
        }
    }

    /** A closed account that only waits for its money to be paid out. */
    record Awaited(CaseNumber caseNumber, MeasureId closure, AccountId account) {}

    private final Cases cases;
    private final Closures closures;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(
            Cases cases,
            Closures closures,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.closures = closures;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    public Left left(Measure closure) {
        return sql.sql(
                        """
                        select (select count(*) from contract where state = 'ACTIVE' and (freelancer_id = :account or client_id = :account)) as contracts,
                            (select count(*) from hold_line where holder_id = :account and open_minor > 0) as lines,
                            exists (select 1 from closure_payout where measure_id = :closure) as paid_out""")
                .param("account", closure.subjectId().value())
                .param("closure", closure.id().value())
                .query((row, index) ->
                        new Left(row.getInt("contracts"), row.getInt("lines"), row.getBoolean("paid_out")))
                .single();
    }

    /** Whether everything is settled. The case is held until the transaction ends. */
    @Transactional
    public boolean check(CaseNumber number) {
        cases.lock(number);
        return closures.inForce(number).map(this::left).filter(Left::nothing).isPresent();
    }

    /** Writes down that everything is settled, and tells the person. Refused as CONFLICT before; twice changes nothing. */
    @Transactional
    public void complete(CaseNumber number) {
        cases.lock(number);
        closures.inForce(number).ifPresent(closure -> {
            if (!left(closure).nothing()) {
                throw Refused.conflict("The closed account is not settled yet.");
            }
            var settled = sql.sql(
                            """
                            insert into closure_settlement (measure_id, settled_at) values (:closure, :now)
                            on conflict do nothing""")
                    .param("closure", closure.id().value())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            if (settled == 1) {
                timeline.add(
                        number, "accountSettled", Timeline.DESK, closure.id().value());
                events.publishEvent(new MeasureEvent.ClosureSettled(number, closure));
            }
        });
    }

    /** The next closed accounts of which only the marketplace knows whether they are paid out, after that measure. */
    List<Awaited> awaited(String after, int limit) {
        return sql.sql(
                        """
                        select m.case_number, m.id, m.subject_id from measure m join closure_day d on d.measure_id = m.id
                        where m.kind = 'CLOSURE' and m.id > :after
                          and not exists (select 1 from measure_end e where e.measure_id = m.id)
                          and not exists (select 1 from closure_payout p where p.measure_id = m.id)
                          and not exists (select 1 from contract c where c.state = 'ACTIVE' and c.freelancer_id = m.subject_id)
                          and not exists (select 1 from contract c where c.state = 'ACTIVE' and c.client_id = m.subject_id)
                          and not exists (select 1 from hold_line l where l.holder_id = m.subject_id and l.open_minor > 0)
                        order by m.id limit :limit""")
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Awaited(
                        new CaseNumber(row.getString("case_number")),
                        new MeasureId(row.getString("id")),
                        new AccountId(row.getString("subject_id"))))
                .list();
    }

    /** The marketplace says that nothing is left. */
    @Transactional
    public void paidOut(Awaited closed) {
        cases.lock(closed.caseNumber());
        sql.sql("insert into closure_payout (measure_id, seen_at) values (:closure, :now) on conflict do nothing")
                .param("closure", closed.closure().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        timeline.add(
                closed.caseNumber(), "paidOut", Timeline.DESK, closed.closure().value());
        events.publishEvent(new PaidOut(closed.caseNumber()));
    }
}
