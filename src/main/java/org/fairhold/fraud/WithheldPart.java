package org.fairhold.fraud;

import java.time.Instant;

/**
 * What a statement does not say yet.
 *
 * @param approvedBy who answers for that
 * @param lookAgainAt when somebody looks whether it still must be withheld: three days ahead at most (never-rule 2)
 */
public record WithheldPart(Part part, String approvedBy, Instant withheldAt, Instant lookAgainAt) {
    public enum Part {
        /** What we were told. */
        FACTS,
        /** Who told us. */
        SOURCE
    }
}
