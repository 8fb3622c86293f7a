package org.fairhold.performance;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Timeline;
import org.fairhold.performance.PerformanceRecords.Judged;
import org.fairhold.performance.PerformanceRecords.Verdict;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The records of a case about poor performance, and what may rest on them (never-rule 5). */
@Component
public class Performance {
    private static final CaseNumber NO_CASE = new CaseNumber("C-0");

    private final PerformanceRecords records;
    private final Cases cases;
    private final Timeline timeline;
    private final Clock clock;

    Performance(PerformanceRecords records, Cases cases, Timeline timeline, Clock clock) {
        this.records = records;
        this.cases = cases;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Takes the record of that window until now and keeps it. Refused as CONFLICT in a case of another ground. */
    @Transactional
    public PerformanceRecord take(CaseNumber number, Duration window) {
        var about = cases.lock(number);
        if (about.ground() != Ground.POOR_PERFORMANCE) {
            throw Refused.conflict("Case %s is not about performance.".formatted(number));
        }
        var now = clock.instant();
        var taken = records.keep(records.count(number, about.subjectId(), now.minus(window), now), about.subjectId());
        timeline.add(number, "recordTaken", Timeline.DESK, taken.number().value());
        return taken;
    }

    /**
     * Keeps what the owners' table said to the newest record. It is consistent only above the floors, whatever was said.
     *
     * @return whether the history is consistent
     */
    @Transactional
    public boolean judge(CaseNumber number, Verdict said) {
        var record = newest(number).record();
        var consistent = said.consistent() && record.aboveFloors();
        records.judge(record, new Verdict(consistent, said.rule(), said.tableVersion()), clock.instant());
        timeline.add(
                number,
                consistent ? "historyConsistent" : "historyNotConsistent",
                Timeline.DESK,
                record.number().value());
        return consistent;
    }

    /** What an invitation or a measure can rest on. Refused as CONFLICT where the newest record does not show it. */
    public ConsistentHistory history(CaseNumber number) {
        return shown(newest(number));
    }

    /**
     * What a hold can rest on: the newest record that the table was asked about, because a hold stands beside the review, for
     * which a newer record is only looked at. Refused as CONFLICT where it does not show a history.
     */
    public ConsistentHistory judgedHistory(CaseNumber number) {
        return shown(of(number).stream()
                .filter(taken -> taken.verdict() != null)
                .findFirst()
                .orElseGet(() -> newest(number)));
    }

    private static ConsistentHistory shown(Judged taken) {
        var verdict = taken.verdict();
        if (verdict == null || !verdict.consistent()) {
            throw ConsistentHistory.missing(taken.record());
        }
        return new ConsistentHistory(taken.record());
    }

    /** Refused as CONFLICT when the contracts have come to something better since the record was taken. */
    public void requireStillConsistent(CaseNumber number) {
        var unused = new ConsistentHistory(today(number));
    }

    /** The window of the newest record until now, as it is at this moment; kept nowhere. */
    public PerformanceRecord today(CaseNumber number) {
        var from = newest(number).record().windowFrom();
        return records.count(number, cases.get(number).subjectId(), from, clock.instant());
    }

    /**
     * What the account's contracts came to over that window, as its owner knows it: of complaints only those that they were
     * told of. Kept nowhere.
     */
    public PerformanceRecord toldTo(AccountId subject, Duration window) {
        var now = clock.instant();
        return records.count(NO_CASE, subject, now.minus(window), now).with(records.told(subject));
    }

    /** Every record of the case with what was said to it, the newest first. */
    public List<Judged> of(CaseNumber number) {
        return records.of(number);
    }

    /** The newest record; none in a case of another ground. */
    public Optional<PerformanceRecord> latest(CaseNumber number) {
        return of(number).stream().findFirst().map(Judged::record);
    }

    private Judged newest(CaseNumber number) {
        return of(number).stream()
                .findFirst()
                .orElseThrow(() -> Refused.conflict(
                        "Case %s needs a consistent history, and no record was taken.".formatted(number)));
    }

    @EventListener
    void on(CaseEvent.AnswerInvited invited) {
        if (cases.get(invited.caseNumber()).ground() == Ground.POOR_PERFORMANCE) {
            var unused = history(invited.caseNumber());
        }
    }

    /** A case is not closed for want of a history that its record shows. */
    @EventListener
    void on(CaseEvent.Closed closed) {
        if (closed.as() == Closing.NO_CONSISTENT_HISTORY) {
            var verdict = newest(closed.caseNumber()).verdict();
            if (verdict == null || verdict.consistent()) {
                throw Refused.conflict("Nobody found the history of case %s wanting.".formatted(closed.caseNumber()));
            }
        }
    }
}
