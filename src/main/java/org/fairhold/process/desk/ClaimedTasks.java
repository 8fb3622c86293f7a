package org.fairhold.process.desk;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.appeal.Remedy;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.AbsenceMarked;
import org.fairhold.desk.StaffMember;
import org.fairhold.process.Correlation;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What somebody had claimed does not stay with them when their case or they themselves go: it moves, or returns to its queue. */
@Component
class ClaimedTasks {
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Remedy remedy;
    private final Timeline timeline;

    ClaimedTasks(@Lazy TaskService tasks, @Lazy RuntimeService runtime, Remedy remedy, Timeline timeline) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.remedy = remedy;
        this.timeline = timeline;
    }

    /** Whoever gets the case gets the former manager's tasks in it, as far as they may do them. */
    @EventListener
    void on(CaseEvent.HandedOver handed) {
        if (handed.from() != null) {
            for (var task : tasks.createTaskQuery()
                    .processInstanceBusinessKey(handed.caseNumber().value())
                    .taskAssignee(handed.from())
                    .list()) {
                var may = mayDo(task, handed.caseNumber(), handed.to());
                assign(task, may ? handed.to().id() : null);
            }
        }
    }

    /** Whether a task of this case is their team's, and theirs to decide. */
    boolean mayDo(Task task, CaseNumber number, StaffMember member) {
        var theirs = tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType())
                        && member.groups().contains(String.valueOf(link.getGroupId())));
        return theirs
                && !(Remedy.STEPS.contains(task.getTaskDefinitionKey())
                        && remedy.involved(number).contains(member.id()));
    }

    /** Nothing waits on somebody absent. */
    @EventListener
    void on(AbsenceMarked absence) {
        for (var task : claimedBy(absence.userId())) {
            assign(task, null);
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult();
            timeline.add(
                    new CaseNumber(instance.getBusinessKey()),
                    "taskReturned:" + task.getTaskDefinitionKey(),
                    absence.by(),
                    null);
        }
    }

    private List<Task> claimedBy(String userId) {
        return tasks.createTaskQuery().taskAssignee(userId).list();
    }

    private void assign(Task task, @Nullable String userId) {
        Correlation.unlessMovedOn(() -> {
            tasks.setAssignee(task.getId(), userId);
            return task;
        });
    }
}
