package org.fairhold.process.desk;

import static org.fairhold.process.Variables.PRIORITY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.casework.Deadlines;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Hands late tasks to the leads as well: the task stays where it is, and so does the half-typed form (never-rule 12). */
@Component
public class LateTasks {
    private static final int RAISE = 20;

    /** @param due when the step should have been done */
    public record Late(String step, Instant due) {}

    private final TaskService tasks;
    private final Deadlines deadlines;

    LateTasks(@Lazy TaskService tasks, Deadlines deadlines) {
        this.tasks = tasks;
        this.deadlines = deadlines;
    }

    /** Every late task of this process instance, in the leads' queue from now on. */
    public List<Late> hand(String processInstanceId) {
        List<Late> late = new ArrayList<>();
        for (var task :
                tasks.createTaskQuery().processInstanceId(processInstanceId).list()) {
            if (task.getDueDate() != null && deadlines.passed(task.getDueDate().toInstant())) {
                raise(task);
                late.add(new Late(task.getTaskDefinitionKey(), task.getDueDate().toInstant()));
            }
        }
        return late;
    }

    /** A leads' own task is theirs already, and comes first now like any other. */
    private void raise(Task task) {
        var known = tasks.getIdentityLinksForTask(task.getId()).stream()
                .anyMatch(link ->
                        IdentityLinkType.CANDIDATE.equals(link.getType()) && Staff.LEADS.equals(link.getGroupId()));
        if (!known) {
            tasks.addCandidateGroup(task.getId(), Staff.LEADS);
        }
        var raised = Math.min(100, (int) tasks.getVariable(task.getId(), PRIORITY.name()) + RAISE);
        if (task.getPriority() < raised) {
            tasks.setPriority(task.getId(), raised);
        }
    }
}
