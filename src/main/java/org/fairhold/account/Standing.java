package org.fairhold.account;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an account may do now: all permissions minus the union of what its active causes take away. */
public record Standing(List<Cause> causes) {
    /** The gravest of what is active. */
    public enum Level {
        GOOD,
        WARNED,
        RESTRICTED,
        SUSPENDED,
        FROZEN,
        CLOSED
    }

    public Level level() {
        return causes.stream()
                .map(cause -> switch (cause.kind()) {
                    case WARNING -> Level.WARNED;
                    case RESTRICTION -> Level.RESTRICTED;
                    case SUSPENSION -> Level.SUSPENDED;
                    case FREEZE -> Level.FROZEN;
                    case CLOSURE -> Level.CLOSED;
                    case HOLD -> Level.GOOD;
                })
                .max(Comparator.naturalOrder())
                .orElse(Level.GOOD);
    }

    /**
     * The causes that stop it; none means allowed.
     *
     * @param contractId where it is to be done; null asks whether it is stopped on every contract
     */
    public List<Cause> stopping(Permission permission, @Nullable String contractId) {
        var blocking =
                causes.stream().filter(cause -> cause.block(permission) != null).toList();
        if (contractId == null) {
            return sparedByAll(permission).isEmpty() ? blocking : List.of();
        }
        return blocking.stream()
                .filter(cause -> Objects.requireNonNull(cause.block(permission)).stops(contractId))
                .toList();
    }

    /** The causes that take it at least somewhere. */
    public List<Cause> blocking(Permission permission) {
        return causes.stream().filter(cause -> cause.block(permission) != null).toList();
    }

    /** The contracts on which it is possible although it is blocked; null where it is blocked everywhere. */
    public @Nullable List<String> exceptContracts(Permission permission) {
        var spared = sparedByAll(permission);
        return spared.isEmpty() ? null : spared;
    }

    /** The contracts that every cause which takes this permission leaves alone. */
    private List<String> sparedByAll(Permission permission) {
        List<String> spared = null;
        for (var cause : causes) {
            var block = cause.block(permission);
            if (block != null) {
                var these = block.exceptContracts() == null ? List.<String>of() : block.exceptContracts();
                spared = spared == null
                        ? these
                        : spared.stream().filter(these::contains).toList();
            }
        }
        return spared == null ? List.of() : spared;
    }

    /** What is taken away at least somewhere. */
    public List<Permission> blocked() {
        return Arrays.stream(Permission.values())
                .filter(permission -> causes.stream()
                        .flatMap(cause -> cause.blocks().stream())
                        .anyMatch(block -> block.permission() == permission))
                .toList();
    }

    /** What is possible everywhere. */
    public List<Permission> allowed() {
        var blocked = blocked();
        return Arrays.stream(Permission.values())
                .filter(permission -> !blocked.contains(permission))
                .toList();
    }
}
