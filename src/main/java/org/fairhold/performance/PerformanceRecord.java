package org.fairhold.performance;

import java.time.Instant;
import java.util.List;
import java.util.Set;
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

        private Line with(Set<Complaint> told) {
            return new Line(
                    contract,
                    category,
                    client,
                    state,
                    endedAt,
                    outcome,
                    feedback,
                    counted,
                    occurrences.stream()
                            .filter(what -> !Occurrence.complaints().contains(what)
                                    || told.contains(new Complaint(contract, what)))
                            .toList(),
                    settled,
                    settledIn);
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

        private Category of(List<Line> lines) {
            var own =
                    lines.stream().filter(line -> line.category().equals(name)).toList();
            return new Category(
                    name,
                    (int) own.stream()
                            .filter(line -> line.counted() || line.affected())
                            .count(),
                    (int) own.stream().filter(Line::affected).count(),
                    usualContracts,
                    usualAffected);
        }
    }

    /** That something was told of a contract. */
    record Complaint(String contract, Occurrence what) {}

    public PerformanceRecord {
        contracts = List.copyOf(contracts);
        categories = List.copyOf(categories);
    }

    /** The same record without the complaints that are not among these. */
    PerformanceRecord with(Set<Complaint> told) {
        var lines = contracts.stream().map(line -> line.with(told)).toList();
        return new PerformanceRecord(
                number,
                caseNumber,
                takenAt,
                windowFrom,
                lines,
                categories.stream().map(category -> category.of(lines)).toList());
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

    public boolean aboveFloors() {
        return ConsistentHistory.aboveFloors(affected(), counted());
    }

    private static double share(int affected, int contracts) {
        return contracts == 0 ? 0 : (double) affected / contracts;
    }
}
