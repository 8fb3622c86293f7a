package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.Causes;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Review;
import org.fairhold.casework.Review.Proposal;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes back a measure that was wrong, with an apology. It only favours the person, so it needs one signature. */
@Component
public class Withdrawals {
    private final Cases cases;
    private final Decisions decisions;
    private final Review review;
    private final Measures measures;
    private final Causes causes;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Withdrawals(
            Cases cases,
            Decisions decisions,
            Review review,
            Measures measures,
            Causes causes,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.measures = measures;
        this.causes = causes;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** The case's measures that {@code by} may take back: their own decisions, or anybody's where they lead. */
    public List<Measure> open(EnforcementCase about, StaffMember by) {
        var theirs = Set.copyOf(sql.sql(
                        """
                        select m.id from measure m join decision d on d.id = m.decision_id
                        where m.case_number = :case and (:lead or lower(d.decided_by) = lower(:by))
                          and not exists (select 1 from measure_withdrawal w where w.measure_id = m.id)""")
                .param("case", about.number().value())
                .param("lead", by.lead())
                .param("by", by.id())
                .query(String.class)
                .list());
        return measures.of(about.number()).stream()
                .filter(measure -> theirs.contains(measure.id().value()))
                .toList();
    }

    /**
     * Withdraws the measure, also one that has ended: it ends at once, leaves the record, and counts against the rule that
     * had proposed it. Refused as FORBIDDEN unless {@code by} decided it or leads; as CONFLICT when it was withdrawn.
     */
    @Transactional
    public void withdraw(CaseNumber number, MeasureId id, StaffMember by, String reasonForPerson) {
        var about = cases.lock(number);
        by.requireToSee(about.ground());
        var measure = measures.find(id)
                .filter(found -> found.caseNumber().equals(number))
                .orElseThrow(() -> Refused.invalid("measure", "That measure is not part of this case."));
        if (!by.lead() && !decidedBy(measure, by)) {
            throw Refused.forbidden("Only whoever decided a measure, or a lead, withdraws it. Ask one of them.");
        }
        if (measures.withdrawn(id)) {
            throw Refused.conflict("Measure %s has been withdrawn already.".formatted(id));
        }
        var decision = decisions.record(
                new Signature(number, "withdrawMeasure/" + id, "withdrawMeasure", by.id()),
                "WITHDRAW",
                null,
                reasonForPerson,
                null);
        keep(measure, decision);
        end(about, measure, decision);
        events.publishEvent(new MeasureEvent.Ended(number, measure, Ending.WITHDRAWN, decision));
    }

    private boolean decidedBy(Measure measure, StaffMember by) {
        return decisions.get(measure.decisionId()).decidedBy().equalsIgnoreCase(by.id());
    }

    /** The rule erred only where the human had followed it. */
    private void keep(Measure measure, Decision decision) {
        var erred = review.proposal(measure.caseNumber())
                .filter(proposal -> proposal.outcome().equals(measure.kind().name()));
        sql.sql(
                        """
                        insert into measure_withdrawal (measure_id, case_number, decision_id, outcome, rule, table_version, withdrawn_at)
                        values (:measure, :case, :decision, :outcome, :rule, :version, :now)""")
                .param("measure", measure.id().value())
                .param("case", measure.caseNumber().value())
                .param("decision", decision.id())
                .param("outcome", decision.outcome())
                .param("rule", erred.map(Proposal::rule).orElse(null))
                .param("version", erred.map(Proposal::tableVersion).orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private void end(EnforcementCase about, Measure measure, Decision decision) {
        var now = clock.instant();
        if (!measures.end(measure, Ending.WITHDRAWN, decision.id(), now)) {
            return;
        }
        causes.lift(measure.id().value(), now);
        timeline.add(
                about.number(),
                "measureEnded:" + Ending.WITHDRAWN,
                decision.decidedBy(),
                measure.id().value());
        if (measure.kind() != MeasureKind.HOLD && about.stage() != Stage.CLOSED) {
            about.waitFor("closing", null);
            cases.save(about);
        }
    }
}
