package org.fairhold.outlook;

import java.time.Duration;
import java.util.Map;
import org.fairhold.account.AccountId;
import org.fairhold.casework.Severity;
import org.fairhold.outlook.Outlook.Pattern;
import org.fairhold.outlook.Outlook.Problem;
import org.fairhold.performance.ConsistentHistory;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecord;
import org.fairhold.policy.Advice;
import org.fairhold.policy.ClauseCode;
import org.springframework.stereotype.Component;

/** How far what went wrong on somebody's contracts is from a pattern. */
@Component
class Patterns {
    private static final int MORE_MAX = 100;

    private final Performance performance;
    private final Advice advice;

    Patterns(Performance performance, Advice advice) {
        this.performance = performance;
        this.advice = advice;
    }

    Pattern of(ClauseCode clause, AccountId subject, Severity severity, int strikes) {
        var times = advice.of("poor-performance-times", Map.of("severity", severity.name()));
        var days = times.get("windowDays") instanceof Number number ? number.intValue() : 0;
        var seen = performance.toldTo(subject, Duration.ofDays(days));
        var consistent = consistent(seen, 0);
        var more = Probe.first(0, MORE_MAX, count -> consistent(seen, count));
        var atPattern = consistent ? 0 : more.orElse(0);
        return new Pattern(
                clause,
                days,
                seen.affected(),
                seen.counted(),
                seen.usualContracts() == 0 ? null : (int) Math.round(100 * seen.usualShare()),
                consistent,
                consistent || more.isEmpty() ? null : seen.affected() + more.getAsInt(),
                Outlooks.measure(advice.of(
                        "performance-proposal",
                        Map.of("affectedShare", share(seen, atPattern), "sameClauseStrikes", strikes))),
                seen.contracts().stream()
                        .filter(PerformanceRecord.Line::affected)
                        .map(line -> new Problem(
                                line.contract(),
                                line.occurrences(),
                                line.endedAt() == null ? null : line.endedAt().plus(Duration.ofDays(days))))
                        .toList());
    }

    /** Whether it would be a pattern if so many more contracts came to a problem. The floor holds, whatever a table says. */
    private boolean consistent(PerformanceRecord seen, int more) {
        var affected = seen.affected() + more;
        return ConsistentHistory.aboveFloors(affected, seen.counted() + more)
                && Boolean.TRUE.equals(advice.of(
                                "consistent-history",
                                Map.of(
                                        "affectedContracts",
                                        affected,
                                        "affectedShare",
                                        share(seen, more),
                                        "usualContracts",
                                        seen.usualContracts(),
                                        "aboveUsualShare",
                                        share(seen, more) - seen.usualShare()))
                        .get("historyConsistent"));
    }

    private static double share(PerformanceRecord seen, int more) {
        var counted = seen.counted() + more;
        return counted == 0 ? 0 : (double) (seen.affected() + more) / counted;
    }
}
