package org.fairhold.process.desk;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.springframework.stereotype.Component;

/** An open task and its case, for whoever may see both. */
@Component
class SeenTasks {
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final Cases cases;

    SeenTasks(TaskService tasks, RuntimeService runtime, IdentityService identity, Cases cases) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.identity = identity;
        this.cases = cases;
    }

    record Seen(Task task, CaseNumber number) {}

    /** Refused as UNKNOWN when there is no such task, or none that this person may see. */
    Seen find(String taskId, String staff, Set<String> groups) {
        var task = visibleTo(staff, taskId);
        return new Seen(task, caseOf(task, groups));
    }

    /** What the diagram knows at this task. Refused as UNKNOWN when somebody has completed it meanwhile. */
    Map<String, Object> variables(Seen seen) {
        try {
            return tasks.getVariables(seen.task().getId());
        } catch (NullValueException gone) {
            throw unknown();
        }
    }

    /** A task of a confidential case is unknown to whoever is not cleared, like the case itself. */
    private CaseNumber caseOf(Task task, Set<String> groups) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (instance == null) {
            throw unknown();
        }
        var number = new CaseNumber(instance.getBusinessKey());
        if (cases.get(number).ground().confidential() && !groups.contains(Staff.CLEARED)) {
            throw unknown();
        }
        return number;
    }

    private Task visibleTo(String staff, String taskId) {
        var groups = identity.createGroupQuery().groupMember(staff).list().stream()
                .map(Group::getId)
                .toList();
        var tenants = identity.createTenantQuery().userMember(staff).includingGroupsOfUser(true).list().stream()
                .map(Tenant::getId)
                .toList();
        try {
            identity.setAuthentication(staff, groups, tenants);
            var task = tasks.createTaskQuery().taskId(taskId).singleResult();
            if (task == null) {
                throw unknown();
            }
            return task;
        } finally {
            identity.clearAuthentication();
        }
    }

    private static Refused unknown() {
        return Refused.unknown("There is no such task.");
    }
}
