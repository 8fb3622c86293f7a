package org.fairhold.page.person;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fairhold.account.Causes;
import org.fairhold.account.Permission;
import org.fairhold.account.Standing;
import org.fairhold.notice.Readable;
import org.springframework.stereotype.Component;

/** What the person's account can still do, and what it cannot, from every measure in force. */
@Component
class WhatIsPossible {
    private static final Set<Permission> ON_RUNNING =
            Set.of(Permission.WORK, Permission.MESSAGE, Permission.END_CONTRACT);

    record Section(List<String> can, List<String> cannot) {}

    private final Causes causes;
    private final Readable readable;

    WhatIsPossible(Causes causes, Readable readable) {
        this.causes = causes;
        this.readable = readable;
    }

    Section of(Look look) {
        var standing = new Standing(causes.active(look.reader().id(), look.now()));
        var concerning = Arrays.stream(Permission.values())
                .filter(permission -> permission != (look.freelancer() ? Permission.POST_JOB : Permission.APPLY))
                .toList();
        var blocked = standing.blocked();
        return new Section(
                concerning.stream()
                        .filter(permission ->
                                !blocked.contains(permission) || standing.exceptContracts(permission) != null)
                        .map(permission -> word(permission, blocked.contains(permission), look))
                        .toList(),
                concerning.stream()
                        .filter(permission ->
                                blocked.contains(permission) && standing.exceptContracts(permission) == null)
                        .map(permission -> word(permission, false, look))
                        .toList());
    }

    private String word(Permission permission, boolean onRunningOnly, Look look) {
        var running = onRunningOnly && ON_RUNNING.contains(permission) ? ".running" : "";
        return readable.word("permission." + permission + running, look.reader());
    }
}
