package org.fairhold.outlook;

import java.time.Instant;
import java.util.List;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Severity;
import org.fairhold.measure.OnRecord;
import org.fairhold.performance.Occurrence;
import org.fairhold.policy.ClauseCode;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands at a moment, as its owner may read it: nothing of a confidential case, and of reports only those that
 * they were told of.
 *
 * @param strikes how many measures count, under any rule
 * @param pattern of whoever works for clients
 */
public record Outlook(
        Instant at, List<OnRecord.Entry> record, int strikes, List<Rule> rules, @Nullable Pattern pattern) {
    /**
     * One rule that binds the account.
     *
     * @param strikes how many measures count under it
     * @param oldestFactDays what happened longer ago opens no case; null where any time does
     * @param share of the contracts, from which on more is proposed; null where the share does not matter
     */
    public record Rule(
            ClauseCode clause,
            int version,
            int strikes,
            Reports reports,
            @Nullable Integer oldestFactDays,
            List<Ladder> ladders,
            @Nullable Share share) {}

    /**
     * Reports that the person was told of.
     *
     * @param severity of the next one
     * @param otherwiseFrom with so many of them it weighs otherwise; null where more change nothing
     */
    public record Reports(
            int told, int days, Severity severity, @Nullable Integer otherwiseFrom, @Nullable Severity otherwise) {}

    /** What somebody can find when they look at what was reported. */
    public enum Found {
        HONEST_MISTAKE,
        CARELESS,
        INTENDED
    }

    /** What is proposed when that is found, step by step. */
    public record Ladder(Found found, List<Step> steps) {}

    /**
     * @param strikes with so many on the record under the rule; the first step is as many as there are
     * @param proposed null where the table proposes nothing
     */
    public record Step(int strikes, @Nullable MeasureKind proposed) {}

    /** @param contracts of the last year */
    public record Share(int contracts, int percent, @Nullable MeasureKind proposed) {}

    /**
     * Whether what went wrong on contracts is a pattern (never-rule 5).
     *
     * @param counted the contracts that count, of which {@code affected} had a problem
     * @param usualPercent what is usual in the same kinds of work; null where there is nothing to compare with
     * @param affectedFrom with a problem on so many it would be a pattern; null where more would not make one
     * @param proposed what the table proposes for a pattern
     */
    public record Pattern(
            ClauseCode clause,
            int days,
            int affected,
            int counted,
            @Nullable Integer usualPercent,
            boolean consistent,
            @Nullable Integer affectedFrom,
            @Nullable MeasureKind proposed,
            List<Problem> problems) {}

    /** @param countsUntil null while the contract runs */
    public record Problem(String contract, List<Occurrence> what, @Nullable Instant countsUntil) {}
}
