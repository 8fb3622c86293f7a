package org.fairhold.process.desk;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Review;
import org.fairhold.process.Tables;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Adds to the pages about a case what only the engine knows: where it stands, who has it, and a table's rule in words. */
@ControllerAdvice(basePackages = "org.fairhold.page")
class CaseAtDesk {
    /** An open step of people. */
    record OpenTask(
            String id,
            String name,
            @Nullable String assignee,
            List<String> groups,
            Instant since,
            @Nullable Instant due) {}

    /**
     * A process of the case.
     *
     * @param at the names of the steps where it stands; empty when it has ended
     * @param svg the diagram with these steps marked and the visited ones tinted
     */
    record Diagram(String name, Instant since, @Nullable Instant ended, List<String> at, @Nullable String svg) {}

    private final RuntimeService runtime;
    private final HistoryService history;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final Review review;
    private final Tables tables;

    CaseAtDesk(
            RuntimeService runtime,
            HistoryService history,
            RepositoryService repository,
            TaskService tasks,
            Review review,
            Tables tables) {
        this.runtime = runtime;
        this.history = history;
        this.repository = repository;
        this.tasks = tasks;
        this.review = review;
        this.tables = tables;
    }

    @ModelAttribute
    void add(@PathVariable(required = false) @Nullable String number, Model model) {
        if (number == null || !CaseNumber.isOne(number)) {
            return;
        }
        model.addAttribute("openTasks", openTasks(number));
        model.addAttribute("diagrams", diagrams(number));
        review.proposal(new CaseNumber(number))
                .ifPresent(proposal -> model.addAttribute(
                        "proposalWords", tables.words("measure-proposal", proposal.tableVersion(), proposal.rule())));
    }

    private List<OpenTask> openTasks(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).orderByTaskCreateTime().asc().list().stream()
                .map(this::openTask)
                .toList();
    }

    private OpenTask openTask(Task task) {
        return new OpenTask(
                task.getId(),
                task.getName(),
                task.getAssignee(),
                tasks.getIdentityLinksForTask(task.getId()).stream()
                        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant());
    }

    /** Each process of the case in the order in which they began. An ended one is drawn only when nothing runs any more. */
    private List<Diagram> diagrams(String number) {
        var instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .asc()
                .list();
        var allEnded = instances.stream().allMatch(instance -> instance.getEndTime() != null);
        return instances.stream()
                .map(instance -> diagram(instance, allEnded || instance.getEndTime() == null))
                .toList();
    }

    private Diagram diagram(HistoricProcessInstance instance, boolean drawn) {
        var model = repository.getBpmnModelInstance(instance.getProcessDefinitionId());
        List<String> active =
                instance.getEndTime() == null ? runtime.getActiveActivityIds(instance.getId()) : List.of();
        var name = Objects.requireNonNullElse(instance.getProcessDefinitionName(), instance.getProcessDefinitionKey());
        var at = active.stream()
                .distinct()
                .map(id -> model.getModelElementById(id) instanceof FlowElement step && step.getName() != null
                        ? step.getName()
                        : id)
                .toList();
        return new Diagram(
                name,
                instance.getStartTime().toInstant(),
                instance.getEndTime() == null ? null : instance.getEndTime().toInstant(),
                at,
                drawn ? Drawing.of(model, name, new HashSet<>(active), visited(instance.getId())) : null);
    }

    /** How often each step was finished. */
    private Map<String, Long> visited(String instanceId) {
        return history.createHistoricActivityInstanceQuery().processInstanceId(instanceId).finished().list().stream()
                .filter(step -> !step.isCanceled())
                .collect(Collectors.groupingBy(HistoricActivityInstance::getActivityId, Collectors.counting()));
    }
}
