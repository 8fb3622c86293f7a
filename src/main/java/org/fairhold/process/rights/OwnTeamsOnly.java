package org.fairhold.process.rights;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.fairhold.process.desk.Staff;
import org.jspecify.annotations.Nullable;

/**
 * The floor under Tasklist: a task is claimed and completed only by members of a group that it was given to, however the
 * call comes in. Seeing a task is no right to do it. A lead may also say who does it.
 */
class OwnTeamsOnly extends AuthorizationCommandChecker {
    @Override
    public void checkTaskWork(TaskEntity task) {
        super.checkTaskWork(task);
        var by = signedIn();
        if (by != null && !givenTo(by, task)) {
            throw notYours(task);
        }
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        super.checkTaskAssign(task);
        var by = signedIn();
        if (by != null && !by.getGroupIds().contains(Staff.LEADS) && !givenTo(by, task)) {
            throw notYours(task);
        }
    }

    /** Nobody while the engine itself acts, as in a timer or a step. */
    private static @Nullable Authentication signedIn() {
        var command = Context.getCommandContext();
        var authentication = command.getAuthentication();
        return command.isAuthorizationCheckEnabled()
                        && authentication != null
                        && authentication.getUserId() != null
                        && authentication.getGroupIds() != null
                ? authentication
                : null;
    }

    private static boolean givenTo(Authentication by, TaskEntity task) {
        return task.getCandidates().stream()
                .anyMatch(link -> by.getGroupIds().contains(link.getGroupId())
                        || by.getUserId().equals(link.getUserId()));
    }

    private static AuthorizationException notYours(TaskEntity task) {
        return new AuthorizationException(
                "\"%s\" is for another team. You can read it, and ask a lead to hand it to you."
                        .formatted(task.getName()));
    }
}
