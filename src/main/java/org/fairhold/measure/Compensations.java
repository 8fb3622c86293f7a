package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Decision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a measure that should not have been cost the person, and what is offered for it (PWD Art. 11(3)). */
@Component
public class Compensations {
    /**
     * @param lostDays days on which the measure took something away, begun ones too
     * @param feeFreeDays for how many days we offer to waive our fee; none where the table offers none
     */
    public record Compensation(int lostDays, int feeFreeDays) {}

    private final Measures measures;
    private final JdbcClient sql;
    private final Clock clock;

    Compensations(Measures measures, JdbcClient sql, Clock clock) {
        this.measures = measures;
        this.sql = sql;
        this.clock = clock;
    }

    /** The days lost so far: none to a warning, none before a closure's day, and none while the measure was put off. */
    public int lostDays(Measure measure) {
        if (measure.kind() == MeasureKind.WARNING) {
            return 0;
        }
        var from = measure.closure() == null
                ? measure.effectiveAt()
                : measure.closure().at();
        var until = measures.end(measure.id()).map(Measures.End::at).orElseGet(clock::instant);
        if (!until.isAfter(from)) {
            return 0;
        }
        var lost = Duration.between(from, until).minus(paused(measure.id(), until));
        return (int) lost.plusDays(1).minusMillis(1).toDays();
    }

    private Duration paused(MeasureId id, Instant until) {
        return sql.sql(
                        """
                        select coalesce(sum(extract(epoch from least(coalesce(o.ended_at, :until), :until) - p.paused_at)), 0)
                        from cause_pause p left join cause_pause_end o using (appeal_number)
                        where p.measure_id = :id and p.paused_at < :until""")
                .param("id", id.value())
                .param("until", Timestamp.from(until))
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    /** @param why the decision by which somebody else found the measure wrong */
    @Transactional(propagation = Propagation.MANDATORY)
    public void offer(MeasureId id, Decision why, int lostDays, int feeFreeDays) {
        sql.sql(
                        """
                        insert into compensation (measure_id, decision_id, lost_days, fee_free_days, offered_at)
                        values (:measure, :decision, :lost, :free, :now)""")
                .param("measure", id.value())
                .param("decision", why.id())
                .param("lost", lostDays)
                .param("free", feeFreeDays)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    public Optional<Compensation> of(MeasureId id) {
        return sql.sql("select lost_days, fee_free_days from compensation where measure_id = :id")
                .param("id", id.value())
                .query((row, index) -> new Compensation(row.getInt("lost_days"), row.getInt("fee_free_days")))
                .optional();
    }
}
