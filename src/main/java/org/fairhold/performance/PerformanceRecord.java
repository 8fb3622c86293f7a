package org.fairhold.performance;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * What the contracts of one account came to over a window: the good ones, the bad ones and those that still run, beside what
 * is usual in the same kinds of work. It never changes; what is true later is another record.
 *
 * @param number {@link RecordNumber#DRAFT} while it is only looked at
 */
public record PerformanceRecord(
        RecordNumber number,
        CaseNumber caseNumber,
        Instant takenAt,
        Instant windowFrom,
        List<Line> contracts,
        List<Category> categories) {
    /**
     * One contract.
     *
     * @param counted whether it ended in the window; a running contract says nothing yet unless something went wrong
     * @param occurrences what counts
     * @param settled what a human has determined in an earlier case, which does not count again
     * @param settledIn that case
     */
    public record Line(
            String contract,
            String category,
            String client,
            String state,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable Integer feedback,
            boolean counted,
            List<Occurrence> occurrences,
            List<Occurrence> settled,
            @Nullable String settledIn) {
        public boolean affected() {
            return !occurrences.isEmpty();
        }
    }

    /**
     * One kind of work.
     *
     * @param usualContracts the contracts of everybody else in the same window
     * @param usualAffected those of them with an occurrence
     */
    public record Category(String name, int contracts, int affected, int usualContracts, int usualAffected) {
        public double share() {
            return PerformanceRecord.share(affected, contracts);
        }

        public double usualShare() {
            return PerformanceRecord.share(usualAffected, usualContracts);
        }
    }

    public PerformanceRecord {
        contracts = List.copyOf(contracts);
        categories = List.copyOf(categories);
    }

    /** How many contracts the share is of. */
    public int counted() {
        return (int) contracts.stream()
                .filter(line -> line.counted() || line.affected())
                .count();
    }

    /** On how many different contracts something counts. */
    public int affected() {
        return (int) contracts.stream().filter(Line::affected).count();
    }

    public double share() {
        return share(affected(), counted());
    }

    /** How many contracts of others the usual share rests on. */
    public int usualContracts() {
        return categories.stream()
                .filter(category -> category.contracts() > 0)
                .mapToInt(Category::usualContracts)
                .sum();
    }

    /** The share that would be usual for this mix of work. */
    public double usualShare() {
        var expected = categories.stream()
                .mapToDouble(category -> category.contracts() * category.usualShare())
                .sum();
        return counted() == 0 ? 0 : expected / counted();
    }

    /** Never-rule 5. The owners' table may be stricter, never looser; the database holds the same. */
    public boolean aboveFloors() {
        return affected() >= ConsistentHistory.CONTRACTS_MIN
                && affected() * ConsistentHistory.SHARE_INVERSE_MAX >= counted();
    }

    private static double share(int affected, int contracts) {
        return contracts == 0 ? 0 : (double) affected / contracts;
    }
}
