package org.fairhold.process.rights;

import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;

/** Writes no rights for a single task: at a hundred thousand open ones, every list would have to read them all. */
class NoRowsForTasks extends DefaultAuthorizationProvider {
    private static final AuthorizationEntity[] NONE = {};

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String before, String now) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String user, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String group, String type) {
        return NONE;
    }
}
