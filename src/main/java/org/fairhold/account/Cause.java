package org.fairhold.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one measure takes away, and only that measure's end gives back.
 *
 * @param reason a code that the marketplace may show: the clause
 * @param until when it ends by itself, where it does
 */
public record Cause(
        String measureId,
        MeasureKind kind,
        AccountId accountId,
        String caseNumber,
        Ground ground,
        String reason,
        Instant since,
        @Nullable Instant until,
        List<Block> blocks) {
    /** The reason of what the owner of the account put there; its id is the lock's. */
    public static final String LOCKED_BY_OWNER = "LOCKED_BY_OWNER";

    /** Whether it is the owner's own lock, whose reason is no secret of the desk's. */
    public boolean byOwner() {
        return reason.equals(LOCKED_BY_OWNER);
    }

    /**
     * One permission taken.
     *
     * @param exceptContracts null: taken everywhere; otherwise everywhere but on these contracts
     * @param sparesRunning whether these are the contracts that run when the cause begins, which may be later
     */
    public record Block(Permission permission, @Nullable List<String> exceptContracts, boolean sparesRunning) {
        public Block(Permission permission, @Nullable List<String> exceptContracts) {
            this(permission, exceptContracts, false);
        }

        public static Block everywhere(Permission permission) {
            return new Block(permission, null);
        }

        /** Whether no contract is left on which it is possible. */
        public boolean everywhere() {
            return !sparesRunning && (exceptContracts == null || exceptContracts.isEmpty());
        }

        boolean stops(String contractId) {
            return exceptContracts == null || !exceptContracts.contains(contractId);
        }
    }

    @Nullable
    Block block(Permission permission) {
        return blocks.stream()
                .filter(block -> block.permission() == permission)
                .findFirst()
                .orElse(null);
    }
}
