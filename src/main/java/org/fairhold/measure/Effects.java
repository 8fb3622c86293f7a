package org.fairhold.measure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fairhold.account.Account;
import org.fairhold.account.Cause.Block;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Permission;
import org.fairhold.account.Role;
import org.fairhold.contract.Contracts;
import org.fairhold.contract.Contracts.Running;
import org.fairhold.policy.Clause;
import org.springframework.stereotype.Component;

/** What a measure would do, before anybody decides it, and what it does once decided: one computation for both. */
@Component
public class Effects {
    /**
     * @param blocks what is taken
     * @param running the contracts on which work goes on
     */
    public record Preview(MeasureKind kind, List<Block> blocks, List<Running> running) {
        /** What stays possible at least on running contracts. */
        public List<Permission> kept() {
            return EnumSet.allOf(Permission.class).stream()
                    .filter(permission ->
                            blocks.stream().noneMatch(block -> block.permission() == permission && block.everywhere()))
                    .toList();
        }

        public List<Permission> lost() {
            return blocks.stream().map(Block::permission).toList();
        }
    }

    private final Contracts contracts;

    Effects(Contracts contracts) {
        this.contracts = contracts;
    }

    /** What the measure takes from this account today. What the clause's own fix steps need is never taken. */
    public Preview of(MeasureKind kind, Account account, Clause clause) {
        var running = contracts.running(account.id());
        var needed = EnumSet.noneOf(Permission.class);
        clause.needs().values().forEach(needed::addAll);
        List<Block> blocks = new ArrayList<>();
        for (var permission : taken(kind, account.role())) {
            if (!needed.contains(permission)) {
                blocks.add(
                        kind == MeasureKind.SUSPENSION && permission.onContract()
                                ? new Block(
                                        permission,
                                        running.stream().map(Running::id).toList())
                                : Block.everywhere(permission));
            }
        }
        return new Preview(kind, blocks, running);
    }

    /** A freeze takes everything, whatever a clause's fix steps would need. */
    public Preview frozen(Account account) {
        var blocks = taken(MeasureKind.FREEZE, account.role()).stream()
                .map(Block::everywhere)
                .toList();
        return new Preview(MeasureKind.FREEZE, blocks, contracts.running(account.id()));
    }

    /**
     * What a closure takes from its day on.
     *
     * @param atOnce without notice nothing goes on; otherwise what runs on that day may be finished
     */
    public Preview ofClosure(Account account, boolean atOnce) {
        var running = contracts.running(account.id());
        var ids = running.stream().map(Running::id).toList();
        var blocks = taken(MeasureKind.CLOSURE, account.role()).stream()
                .map(permission -> permission.onContract() && !atOnce
                        ? new Block(permission, ids, true)
                        : Block.everywhere(permission))
                .toList();
        return new Preview(MeasureKind.CLOSURE, blocks, running);
    }

    private static Set<Permission> taken(MeasureKind kind, Role role) {
        return switch (kind) {
            case WARNING, HOLD -> EnumSet.noneOf(Permission.class);
            case RESTRICTION ->
                EnumSet.of(role == Role.FREELANCER ? Permission.APPLY : Permission.POST_JOB, Permission.START_CONTRACT);
            case SUSPENSION -> EnumSet.complementOf(EnumSet.of(Permission.LOG_IN, Permission.WITHDRAW));
            case FREEZE -> EnumSet.allOf(Permission.class);
            case CLOSURE -> EnumSet.complementOf(EnumSet.of(Permission.LOG_IN, Permission.WITHDRAW));
        };
    }
}
