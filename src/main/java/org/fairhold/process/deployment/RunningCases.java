package org.fairhold.process.deployment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cases that run on older versions of a process, and whether a newer one has a place for each. */
@Component
class RunningCases {
    /** A step where a case is, and which the newer version does not have. */
    record Step(String id, String label) {}

    /**
     * A case on an older version.
     *
     * @param caseNumber null where the asker may not know of it
     * @param unmapped where it is and the newer version has no such step; empty for a case that can be moved
     */
    record Case(
            @Nullable String caseNumber, @JsonIgnore String instance, @JsonIgnore String number, List<Step> unmapped) {}

    record OnVersion(String process, int version, List<Case> cases, @JsonIgnore String definition) {}

    private final RepositoryService repository;
    private final RuntimeService runtime;

    RunningCases(RepositoryService repository, RuntimeService runtime) {
        this.repository = repository;
        this.runtime = runtime;
    }

    /** Of all processes of a revision. */
    List<OnVersion> olderThan(Revision revision, boolean confidential) {
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(revision.engineDeployment())
                .orderByProcessDefinitionKey()
                .asc()
                .list()
                .stream()
                .flatMap(definition -> olderThan(definition, confidential).stream())
                .toList();
    }

    /** Oldest version first. */
    List<OnVersion> olderThan(ProcessDefinition target, boolean confidential) {
        List<OnVersion> older = new ArrayList<>();
        for (var definition : repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(target.getKey())
                .orderByProcessDefinitionVersion()
                .asc()
                .list()) {
            if (definition.getVersion() < target.getVersion()) {
                var cases = cases(definition, target, confidential);
                if (!cases.isEmpty()) {
                    older.add(new OnVersion(definition.getKey(), definition.getVersion(), cases, definition.getId()));
                }
            }
        }
        return older;
    }

    /**
     * Equal activities are mapped.
     *
     * @param restartTimers whether timers count anew by the newer version; else what we promised is what fires
     */
    MigrationPlan plan(String from, String to, boolean restartTimers) {
        var plan = runtime.createMigrationPlan(from, to).mapEqualActivities();
        return restartTimers ? plan.updateEventTriggers().build() : plan.build();
    }

    private List<Case> cases(ProcessDefinition from, ProcessDefinition to, boolean confidential) {
        var instances = runtime.createProcessInstanceQuery()
                .processDefinitionId(from.getId())
                .orderByProcessInstanceId()
                .asc()
                .list();
        if (instances.isEmpty()) {
            return List.of();
        }
        var mapped = plan(from.getId(), to.getId(), false).getInstructions().stream()
                .map(MigrationInstruction::getSourceActivityId)
                .collect(toSet());
        var active = active(from);
        return instances.stream()
                .map(instance -> new Case(
                        number(instance, confidential),
                        instance.getId(),
                        String.valueOf(instance.getBusinessKey()),
                        active.getOrDefault(instance.getId(), Set.of()).stream()
                                .filter(id -> !mapped.contains(id))
                                .map(id -> new Step(id, label(from, id)))
                                .toList()))
                .toList();
    }

    /** Cases under a tenant are confidential. */
    private static @Nullable String number(ProcessInstance instance, boolean confidential) {
        return instance.getTenantId() == null || confidential ? instance.getBusinessKey() : null;
    }

    /** Where each case is, by one question. */
    private Map<String, Set<String>> active(ProcessDefinition definition) {
        return runtime.createExecutionQuery().processDefinitionId(definition.getId()).list().stream()
                .map(ExecutionEntity.class::cast)
                .filter(execution -> execution.getActivityId() != null)
                .collect(groupingBy(
                        ExecutionEntity::getProcessInstanceId,
                        mapping(ExecutionEntity::getActivityId, toCollection(TreeSet::new))));
    }

    private String label(ProcessDefinition definition, String id) {
        var element = repository.getBpmnModelInstance(definition.getId()).getModelElementById(id);
        var name = element == null ? null : element.getAttributeValue("name");
        return name == null ? id : name;
    }
}
