package org.fairhold.process.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Review;
import org.fairhold.process.Tables;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The tab beside a task's form: the case file, for whoever may see the task. */
@Controller
class TaskCaseFile {
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final Review review;
    private final Tables tables;

    TaskCaseFile(TaskService tasks, RuntimeService runtime, IdentityService identity, Review review, Tables tables) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.identity = identity;
        this.review = review;
        this.tables = tables;
    }

    @GetMapping("/desk/task/{taskId}")
    String show(@PathVariable String taskId, @RequestAttribute String staff, HttpServletRequest request) {
        var task = visibleTo(staff, taskId);
        var number = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        request.setAttribute("step", task.getTaskDefinitionKey());
        review.proposal(new CaseNumber(number))
                .ifPresent(proposal -> request.setAttribute(
                        "proposalWords", tables.words("measure-proposal", proposal.tableVersion(), proposal.rule())));
        return "forward:/desk/cases/" + number;
    }

    /** Refused as UNKNOWN when there is no such task, or none that this person may see. */
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
                throw Refused.unknown("There is no such task.");
            }
            return task;
        } finally {
            identity.clearAuthentication();
        }
    }
}
