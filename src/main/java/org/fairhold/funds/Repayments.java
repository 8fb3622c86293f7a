package org.fairhold.funds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Timeline;
import org.fairhold.measure.Ending;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.MeasureId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees that whoever lost money to a reversal gets it back when the freeze turns out to be wrong. The client has it, and no
 * command takes it from them: one person says how it comes back and under which reference, and another signs.
 */
@Component
public class Repayments {
    /** How the person gets it back. */
    public enum How {
        /** The marketplace pays it from its own money. */
        OWN_FUNDS,
        /** The client has paid it back. */
        CLIENT_RETURNED,
        /** The marketplace refused to reverse it after all, so that it is with its holder already. */
        NOTHING_LEFT,
        /** Nothing is owed: the closure alone was wrong, and the fraud stands. */
        FRAUD_STANDS
    }

    /** What can be wrong after money went to clients: the freeze, or the closure that took its place. */
    private static final Set<MeasureKind> AFTER_FRAUD = Set.of(MeasureKind.FREEZE, MeasureKind.CLOSURE);

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:/-]{3,64}");

    private final Cases cases;
    private final Decisions decisions;
    private final ReversalRows reversals;
    private final Reversals state;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Repayments(
            Cases cases,
            Decisions decisions,
            ReversalRows reversals,
            Reversals state,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.reversals = reversals;
        this.state = state;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A freeze was wrong after its money went to clients: from here on that is owed. After a closure somebody looks whether it is.
     */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        var wrong = ended.as() == Ending.OVERTURNED || ended.as() == Ending.WITHDRAWN;
        var lines = wrong && AFTER_FRAUD.contains(ended.measure().kind())
                ? standing(ended.caseNumber())
                : List.<Reversal>of();
        if (lines.isEmpty() || ended.why() == null || owedAlready(ended.caseNumber())) {
            return;
        }
        var added = sql.sql(
                        """
                        insert into repayment (measure_id, case_number, decision_id, owed_at)
                        values (:measure, :case, :decision, :now) on conflict do nothing""")
                .param("measure", ended.measure().id().value())
                .param("case", ended.caseNumber().value())
                .param("decision", ended.why().id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (added == 1) {
            timeline.add(
                    ended.caseNumber(),
                    "repaymentOwed",
                    Timeline.DESK,
                    ended.measure().id().value());
            events.publishEvent(new RepaymentEvent.Owed(
                    ended.caseNumber(), of(ended.caseNumber()).orElseThrow(), lines));
        }
    }

    private boolean owedAlready(CaseNumber number) {
        return of(number)
                .filter(one -> !How.FRAUD_STANDS.name().equals(one.how()))
                .isPresent();
    }

    /** What clients have of it, as far as the marketplace did not refuse. */
    public List<Reversal> standing(CaseNumber number) {
        return reversals.of(number).stream().filter(Reversal::stands).toList();
    }

    /** What is owed in that case, or was. */
    public Optional<Repayment> of(CaseNumber number) {
        return sql.sql(
                        """
                        select r.measure_id, r.case_number, m.kind, r.owed_at, p.decision_id, p.outcome, p.reference, p.decided_by,
                            d.signed_by, d.done_at
                        from repayment r join measure m on m.id = r.measure_id
                        left join lateral (select q.* from repayment_proposal q join decision e on e.id = q.decision_id
                            where q.measure_id = r.measure_id order by e.decided_at desc limit 1) p on true
                        left join repayment_done d on d.measure_id = r.measure_id
                        where r.case_number = :case order by r.owed_at desc limit 1""")
                .param("case", number.value())
                .query((row, index) -> repayment(row))
                .optional();
    }

    /** Whether something is owed. The case is held until the transaction ends. */
    @Transactional
    public boolean open(CaseNumber number) {
        cases.lock(number);
        return of(number).filter(Repayment::open).isPresent();
    }

    /**
     * Somebody says how all of it came back to the person. Refused as INVALID without a reference, or for NOTHING_LEFT where a client
     * still has something; as CONFLICT before the marketplace said what became of each reversal.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void propose(Signature by, How how, String reference, String note) {
        var owed = requireOpen(by.caseNumber());
        state.requireOver(by.caseNumber());
        var lines = standing(by.caseNumber());
        if (how == How.FRAUD_STANDS && !owed.afterClosure()) {
            throw Refused.invalid("repaymentHow", "The freeze was wrong, so no fraud stands. All of it goes back.");
        }
        if (how != How.FRAUD_STANDS && (how == How.NOTHING_LEFT) != lines.isEmpty()) {
            throw Refused.invalid(
                    "repaymentHow",
                    lines.isEmpty()
                            ? "The marketplace reversed none of it: nothing is left to give back."
                            : "Clients have some of this money. Say how the person gets it back.");
        }
        if (!REFERENCE.matcher(reference).matches()) {
            throw Refused.invalid(
                    "repaymentReference",
                    "Write the reference of the payment, 3 to 64 letters, digits and . _ : / - without spaces.");
        }
        var decision = decisions.record(by, how.name(), null, null, note);
        sql.sql(
                        """
                        insert into repayment_proposal (decision_id, measure_id, case_number, outcome, reference, decided_by)
                        values (:decision, :measure, :case, :how, :reference, :by)""")
                .param("decision", decision.id())
                .param("measure", owed.measureId().value())
                .param("case", by.caseNumber().value())
                .param("how", how.name())
                .param("reference", reference)
                .param("by", decision.decidedBy())
                .update();
        lines.forEach(line -> keep(decision, line));
    }

    private void keep(Decision decision, Reversal line) {
        sql.sql(
                        """
                        insert into repayment_line (decision_id, approval_id, currency, amount_minor)
                        values (:decision, :approval, :currency, :minor)""")
                .param("decision", decision.id())
                .param("approval", line.approvalId())
                .param("currency", line.amount().currency().getCurrencyCode())
                .param("minor", line.amount().minor())
                .update();
    }

    /** Somebody else signs that it is so. Refused as FORBIDDEN for whoever said it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sign(Signature by, String note) {
        var owed = requireOpen(by.caseNumber());
        if (owed.settledBy() == null) {
            throw Refused.conflict("Nobody has said yet how the person gets this money back.");
        }
        if (owed.settledBy().equalsIgnoreCase(by.by())) {
            throw Refused.forbidden("You said how this money came back; somebody else must sign.");
        }
        var signature = decisions.record(by, "APPROVE", null, null, note);
        sql.sql(
                        """
                        insert into repayment_done (measure_id, decision_id, decided_by, signature_id, signed_by, done_at)
                        values (:measure, :decision, :by, :signature, :signedBy, :now)""")
                .param("measure", owed.measureId().value())
                .param("decision", owed.proposal())
                .param("by", owed.settledBy())
                .param("signature", signature.id())
                .param("signedBy", signature.decidedBy())
                .param("now", Timestamp.from(signature.decidedAt()))
                .update();
    }

    /** What was signed is told. Refused as CONFLICT before. */
    @Transactional
    public void complete(CaseNumber number) {
        cases.lock(number);
        var settled = of(number)
                .filter(one -> !one.open())
                .orElseThrow(() -> Refused.conflict("Nobody has signed that this money came back."));
        timeline.add(
                number,
                "repaymentSettled:" + settled.how(),
                Timeline.DESK,
                settled.measureId().value());
        events.publishEvent(new RepaymentEvent.Settled(number, settled, standing(number)));
    }

    private Repayment requireOpen(CaseNumber number) {
        cases.lock(number);
        return of(number)
                .filter(Repayment::open)
                .orElseThrow(() -> Refused.conflict("Nothing is owed in case %s.".formatted(number)));
    }

    private static Repayment repayment(ResultSet row) throws SQLException {
        var done = row.getTimestamp("done_at");
        return new Repayment(
                new MeasureId(row.getString("measure_id")),
                new CaseNumber(row.getString("case_number")),
                row.getString("kind").equals(MeasureKind.CLOSURE.name()),
                row.getTimestamp("owed_at").toInstant(),
                row.getObject("decision_id", UUID.class),
                row.getString("outcome"),
                row.getString("reference"),
                row.getString("decided_by"),
                row.getString("signed_by"),
                done == null ? null : done.toInstant());
    }
}
