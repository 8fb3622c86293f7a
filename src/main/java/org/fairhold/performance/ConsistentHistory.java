package org.fairhold.performance;

import org.fairhold.Refused;

/**
 * A record that shows a pattern and not one bad day: the only thing on which an invitation or a measure for poor performance
 * can rest (never-rule 5).
 */
public record ConsistentHistory(PerformanceRecord record) {
    /** Something went wrong on at least so many different contracts. */
    static final int CONTRACTS_MIN = 3;

    /** At least one contract of so many: a tenth. */
    static final int SHARE_INVERSE_MAX = 10;

    /** Refused as CONFLICT below the floors, whatever a table says. */
    public ConsistentHistory {
        if (!record.aboveFloors()) {
            throw missing(record);
        }
    }

    /** Never-rule 5. The owners' table may be stricter, never looser; the database holds the same. */
    public static boolean aboveFloors(int affected, int counted) {
        return affected >= CONTRACTS_MIN && affected * SHARE_INVERSE_MAX >= counted;
    }

    static Refused missing(PerformanceRecord record) {
        return Refused.conflict(
                "Case %s needs a consistent history: a problem on at least %d contracts and on a tenth of all. Its record shows %d of %d."
                        .formatted(record.caseNumber(), CONTRACTS_MIN, record.affected(), record.counted()));
    }
}
