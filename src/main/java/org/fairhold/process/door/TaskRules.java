package org.fairhold.process.door;

import static org.fairhold.process.desk.Staff.LEADS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.Refused;
import org.fairhold.appeal.Remedy;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may take, give back, hand over and submit a task: members of its groups, each for themselves; a lead hands work to
 * somebody of those groups, also from a team of which they are not; an appeal goes to nobody who decided or signed (never-rule 11).
 */
@Component
class TaskRules {
    private static final Set<String> TEXTS_AND_CODES =
            Set.of("string", "boolean", "integer", "short", "long", "double", "date", "number", "null");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final IdentityService identity;
    private final Remedy remedy;

    TaskRules(
            TaskService tasks,
            RuntimeService runtime,
            HistoryService history,
            IdentityService identity,
            Remedy remedy) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.history = history;
        this.identity = identity;
        this.remedy = remedy;
    }

    /** Refused when this person may not do this to the task now; the verb is the last part of Tasklist's address. */
    void require(String by, String taskId, String verb, JsonNode body) {
        var task = find(by, taskId);
        var groups = groupsOf(task);
        if (verb.equals("submit-form") || !memberships(by).contains(LEADS)) {
            requireMember(
                    by,
                    groups,
                    "\"%s\" is for another team. You can read it, and ask a lead to hand it to you."
                            .formatted(task.getName()));
        }
        switch (verb) {
            case "claim", "assignee" -> requireMayGiveTo(by, body.path("userId").textValue(), task, groups);
            case "unclaim" -> requireMayGiveTo(by, null, task, groups);
            case "submit-form" -> requireMaySubmit(by, task, body);
            default -> throw new IllegalArgumentException("no rule for " + verb);
        }
    }

    /** Refused when the task is over, or when this person may not know of it. */
    Task find(String by, String taskId) {
        var task = tasks.createTaskQuery().taskId(taskId).initializeFormKeys().singleResult();
        if (task == null) {
            throw gone(taskId);
        }
        requireKnown(by, task);
        return task;
    }

    /** A task of a tenant is unknown to whoever is not in it. */
    private void requireKnown(String by, Task task) {
        var tenant = task.getTenantId();
        if (tenant != null
                && identity.createTenantQuery()
                                .tenantId(tenant)
                                .userMember(by)
                                .includingGroupsOfUser(true)
                                .count()
                        == 0) {
            throw Refused.unknown("There is no such task.");
        }
    }

    private Refused gone(String taskId) {
        return history.createHistoricTaskInstanceQuery().taskId(taskId).count() > 0
                ? Refused.conflict("This task is over: the case has moved on. Nothing of this was saved.")
                : Refused.unknown("There is no such task.");
    }

    private void requireMayGiveTo(String by, @Nullable String to, Task task, Set<String> groups) {
        var holder = task.getAssignee();
        if (!memberships(by).contains(LEADS)) {
            if (to != null && !to.equals(by)) {
                throw Refused.forbidden("You can claim a task only for yourself. A lead can hand it to a colleague.");
            }
            if (holder != null && !holder.equals(by)) {
                throw Refused.conflict("%s has claimed this task.".formatted(holder));
            }
        }
        if (to != null) {
            requireMember(to, groups, "%s is not in a group of this task.".formatted(to));
            if (Remedy.STEPS.contains(task.getTaskDefinitionKey())) {
                remedy.requireUninvolved(caseOf(task), to);
            }
        }
    }

    private static void requireMaySubmit(String by, Task task, JsonNode body) {
        if (task.getAssignee() == null) {
            throw Refused.conflict("Claim the task first.");
        }
        if (!task.getAssignee().equals(by)) {
            throw Refused.conflict("%s has claimed this task.".formatted(task.getAssignee()));
        }
        body.path("variables").fields().forEachRemaining(field -> {
            var type = field.getValue().path("type").asText("String");
            if (!TEXTS_AND_CODES.contains(type.toLowerCase(Locale.ROOT))) {
                throw Refused.invalid(field.getKey(), "A form holds texts, numbers, dates and choices only.");
            }
        });
    }

    private void requireMember(String person, Set<String> groups, String reason) {
        if (Collections.disjoint(memberships(person), groups)) {
            throw Refused.forbidden(reason);
        }
    }

    private Set<String> memberships(String person) {
        var ids = new HashSet<String>();
        identity.createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .forEach(ids::add);
        return ids;
    }

    private Set<String> groupsOf(Task task) {
        var ids = new HashSet<String>();
        tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .forEach(ids::add);
        return ids;
    }

    private CaseNumber caseOf(Task task) {
        return new CaseNumber(runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey());
    }
}
