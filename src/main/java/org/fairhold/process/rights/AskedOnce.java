package org.fairhold.process.rights;

import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;

import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Whoever may read the tasks of every process is asked so once, instead of joining the rights to each task: the rows are the
 * same. Confidential cases stay apart, since the check of tenants is another one and stays on.
 */
class AskedOnce extends AuthorizationManager {
    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        super.configureTaskQuery(query);
        if (query.getAuthCheck().isAuthorizationCheckEnabled() && readsEveryTask()) {
            query.getAuthCheck().setAuthorizationCheckEnabled(false);
        }
    }

    /** Never when somebody took a right away by name: then every task must be asked again. */
    private boolean readsEveryTask() {
        var reader = getCurrentAuthentication();
        return !isRevokeAuthCheckEnabled(reader.getUserId(), reader.getGroupIds())
                && isAuthorized(READ_TASK, PROCESS_DEFINITION, Authorization.ANY);
    }
}
