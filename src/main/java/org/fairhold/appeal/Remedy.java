package org.fairhold.appeal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Set;
import java.util.stream.Collectors;
import org.fairhold.Refused;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.measure.Compensations;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.policy.ClauseVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries out that somebody who neither decided nor signed found a measure wrong or too hard, whatever made them look: an
 * appeal, or what a mediator said. Whoever calls this tells the person why; the apology tells itself.
 */
@Component
public class Remedy {
    /** The steps in which somebody says whether a measure was right who had no part in it. */
    public static final Set<String> STEPS = Set.of("decideAppeal", "decideRemedy");

    private final Decisions decisions;
    private final Measures measures;
    private final Enforcement enforcement;
    private final Compensations compensations;

    Remedy(Decisions decisions, Measures measures, Enforcement enforcement, Compensations compensations) {
        this.decisions = decisions;
        this.measures = measures;
        this.enforcement = enforcement;
        this.compensations = compensations;
    }

    /**
     * Who may not decide this: everybody who found, decided, checked, confirmed or signed anything in the case, however long
     * ago. To have answered an appeal is no such part.
     */
    public Set<String> involved(CaseNumber number) {
        return decisions.of(number).stream()
                .filter(decision -> !decision.step().equals("decideAppeal"))
                .map(Decision::decidedBy)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Refused as FORBIDDEN for somebody who is involved (never-rule 11). */
    public void requireUninvolved(CaseNumber number, String staff) {
        if (involved(number).stream().anyMatch(one -> one.equalsIgnoreCase(staff))) {
            throw Refused.forbidden("You decided or signed in this case; somebody else answers the appeal.");
        }
    }

    public Measure measure(MeasureId id) {
        return measures.find(id).orElseThrow();
    }

    public MeasureKind kind(MeasureId id) {
        return measure(id).kind();
    }

    /** Refused as INVALID for what is not milder than that measure, as CONFLICT where nothing is in force any more. */
    public void requireMilder(String field, MeasureId id, MeasureKind to) {
        enforcement.requireMilder(field, id, to);
    }

    /** Like {@link #requireMilder}, for a measure that is to rest on another rule; its kind may stay. */
    public void requireUnderAnotherRule(String field, MeasureId id, MeasureKind to) {
        enforcement.requireUnderAnotherRule(field, id, to);
    }

    /** The days that the person lost to the measure so far; what was put off cost nothing. */
    public int lostDays(MeasureId id) {
        return compensations.lostDays(measures.find(id).orElseThrow());
    }

    /**
     * The measure was wrong: it ends at once, leaves the record, and the person has back what it cost.
     *
     * @param why whose decision; its outcome is OVERTURN
     * @param feeFreeDays what the table offers for the lost days
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overturn(MeasureId id, Decision why, int lostDays, int feeFreeDays) {
        if (lostDays > 0 && compensations.of(id).isEmpty()) {
            compensations.offer(id, why, lostDays, feeFreeDays);
        }
        enforcement.overturn(measures.find(id).orElseThrow(), why);
    }

    /**
     * The measure was too hard: it ends, and the milder one that was decided in the step {@code changeMeasure} takes its place.
     * The caller starts the process of that.
     *
     * @param why whose decision; its outcome is CHANGE
     * @param rule another rule that it rests on, of which the person was asked first; null for the same
     */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public MeasureKind change(MeasureId id, Decision why, @Nullable ClauseVersion rule) {
        var measure = measures.find(id).orElseThrow();
        var milder = decisions.ofMeasure(measure.caseNumber()).orElseThrow();
        var kind = MeasureKind.valueOf(milder.outcome());
        enforcement.change(measure, why, kind, rule);
        return kind;
    }
}
