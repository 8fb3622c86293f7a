package org.fairhold.process.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What stands beside a task's form, for whoever may see the task: the case file, and the letter as it is being written. */
@Controller
class TaskCaseFile {
    private static final int REASON_MAX = 4000;

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final Cases cases;
    private final Choices choices;

    TaskCaseFile(TaskService tasks, RuntimeService runtime, IdentityService identity, Cases cases, Choices choices) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.identity = identity;
        this.cases = cases;
        this.choices = choices;
    }

    @GetMapping("/desk/task/{taskId}")
    String show(
            @PathVariable String taskId,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            HttpServletRequest request) {
        var task = visibleTo(staff, taskId);
        var number = caseOf(task, staffGroups);
        var step = task.getTaskDefinitionKey();
        request.setAttribute("step", step);
        request.setAttribute("taskId", task.getId());
        request.setAttribute("effects", choices.effects(number, step));
        request.setAttribute("choices", choices.at(step));
        return "forward:/desk/cases/" + number;
    }

    /** A page for the letter alone, which stands below the task's form. */
    @GetMapping("/desk/task/{taskId}/letter")
    String letter(
            @PathVariable String taskId,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model) {
        return letter(taskId, "", "", staff, staffGroups, model);
    }

    /** The letter as it would be sent if this were decided now. Nothing is stored. */
    @PostMapping("/desk/task/{taskId}/letter")
    String letter(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model) {
        var task = visibleTo(staff, taskId);
        var number = caseOf(task, staffGroups);
        var step = task.getTaskDefinitionKey();
        var offered = choices.at(step);
        if (!choice.isEmpty()) {
            if (!offered.contains(choice)) {
                throw Refused.invalid("choice", "This step does not offer that choice.");
            }
            if (reason.length() > REASON_MAX) {
                throw Refused.invalid("reason", "Write at most %d characters.".formatted(REASON_MAX));
            }
            var written = reason.isBlank() ? "[the reason you write]" : reason.strip();
            model.addAttribute(
                    "letters", choices.letters(number, step, choice, written, staff, tasks.getVariables(task.getId())));
        }
        model.addAttribute("taskId", task.getId());
        model.addAttribute("choices", offered);
        model.addAttribute("choice", choice);
        model.addAttribute("reason", reason);
        return "desk/letter";
    }

    /** A task of a confidential case is unknown to whoever is not cleared, like the case itself. */
    private CaseNumber caseOf(Task task, Set<String> groups) {
        var number = new CaseNumber(runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey());
        if (cases.get(number).ground().confidential() && !groups.contains(Staff.CLEARED)) {
            throw unknown();
        }
        return number;
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
