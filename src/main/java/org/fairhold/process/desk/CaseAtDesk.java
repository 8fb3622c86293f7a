package org.fairhold.process.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Review;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecords.Judged;
import org.fairhold.process.Tables;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Adds to the pages about a case what only the engine knows: where it stands, who has it, and a table's rule in words. */
@ControllerAdvice(basePackages = "org.fairhold.page.desk")
class CaseAtDesk {
    /**
     * An open step of people.
     *
     * @param times how many tasks of that name the same person has, or nobody; this one is due first
     */
    record OpenTask(
            String id,
            String name,
            @Nullable String assignee,
            List<String> groups,
            Instant since,
            @Nullable Instant due,
            int times) {}

    /**
     * A process of the case.
     *
     * @param at the names of the steps where it stands; empty when it has ended
     * @param times how often it was begun in this case; what else is said is about the newest that still runs
     * @param svg the diagram with these steps marked and the visited ones tinted
     */
    record Diagram(
            String name, Instant since, @Nullable Instant ended, List<String> at, int times, @Nullable String svg) {}

    private final ProcessEngineConfigurationImpl engine;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final Staff staff;
    private final Review review;
    private final Performance performance;
    private final Tables tables;

    CaseAtDesk(
            ProcessEngineConfigurationImpl engine,
            RuntimeService runtime,
            HistoryService history,
            RepositoryService repository,
            TaskService tasks,
            Staff staff,
            Review review,
            Performance performance,
            Tables tables) {
        this.engine = engine;
        this.runtime = runtime;
        this.history = history;
        this.repository = repository;
        this.tasks = tasks;
        this.staff = staff;
        this.review = review;
        this.performance = performance;
        this.tables = tables;
    }

    @ModelAttribute
    void add(@PathVariable(required = false) @Nullable String number, Model model) {
        if (number == null || !CaseNumber.isOne(number)) {
            return;
        }
        // One command of the engine, so that it looks up each instance and definition once.
        engine.getCommandExecutorTxRequired().execute(command -> {
            model.addAttribute("openTasks", openTasks(number));
            return model.addAttribute("diagrams", diagrams(number));
        });
        review.proposal(new CaseNumber(number))
                .ifPresent(proposal -> model.addAttribute(
                        "proposalWords", tables.words(proposal.table(), proposal.tableVersion(), proposal.rule())));
        performance.of(new CaseNumber(number)).stream()
                .map(Judged::verdict)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(verdict -> model.addAttribute(
                        "historyWords", tables.words("consistent-history", verdict.tableVersion(), verdict.rule())));
    }

    private List<OpenTask> openTasks(String number) {
        var open = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc()
                .list();
        return open.stream()
                .collect(Collectors.groupingBy(
                        task -> Arrays.asList(task.getName(), task.getAssignee()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(alike -> openTask(alike.get(0), alike.size()))
                .toList();
    }

    private OpenTask openTask(Task task, int times) {
        return new OpenTask(
                task.getId(),
                task.getName(),
                task.getAssignee() == null ? null : staff.nameOf(task.getAssignee()),
                tasks.getIdentityLinksForTask(task.getId()).stream()
                        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                times);
    }

    /**
     * Each process of the case in the order in which they first began, however often they did. An ended one is drawn only
     * when nothing runs any more.
     */
    private List<Diagram> diagrams(String number) {
        var instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .asc()
                .list();
        var allEnded = instances.stream().allMatch(instance -> instance.getEndTime() != null);
        return instances.stream()
                .collect(Collectors.groupingBy(
                        HistoricProcessInstance::getProcessDefinitionKey, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(alike -> diagram(newest(alike), alike.size(), allEnded))
                .toList();
    }

    private static HistoricProcessInstance newest(List<HistoricProcessInstance> alike) {
        return alike.stream()
                .filter(instance -> instance.getEndTime() == null)
                .reduce((earlier, later) -> later)
                .orElse(alike.get(alike.size() - 1));
    }

    private Diagram diagram(HistoricProcessInstance instance, int times, boolean alsoEnded) {
        var model = repository.getBpmnModelInstance(instance.getProcessDefinitionId());
        var ended = instance.getEndTime();
        List<String> active = ended == null ? runtime.getActiveActivityIds(instance.getId()) : List.of();
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
                ended == null ? null : ended.toInstant(),
                at,
                times,
                ended == null || alsoEnded
                        ? Drawing.of(model, name, new HashSet<>(active), visited(instance.getId()))
                        : null);
    }

    /** How often each step was finished. */
    private Map<String, Long> visited(String instanceId) {
        return history.createHistoricActivityInstanceQuery().processInstanceId(instanceId).finished().list().stream()
                .filter(step -> !step.isCanceled())
                .collect(Collectors.groupingBy(HistoricActivityInstance::getActivityId, Collectors.counting()));
    }
}
