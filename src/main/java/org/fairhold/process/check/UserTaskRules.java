package org.fairhold.process.check;

import static org.fairhold.process.check.Diagram.hasDocumentation;
import static org.fairhold.process.check.Diagram.hasText;
import static org.fairhold.process.check.Diagram.incoming;
import static org.fairhold.process.check.Diagram.verb;

import java.util.Arrays;
import java.util.Locale;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** What people do. */
final class UserTaskRules {
    private final Diagram diagram;

    UserTaskRules(Diagram diagram) {
        this.diagram = diagram;
    }

    void check() {
        userTasks();
    }

    private void userTasks() {
        for (var task : diagram.all(UserTask.class)) {
            var id = task.getId();
            diagram.require(
                    hasText(task.getCamundaCandidateGroups())
                            && diagram.code().groups().containsAll(task.getCamundaCandidateGroupsList()),
                    id,
                    "a user task falls into a queue: it has candidate groups that the queues serve, not "
                            + task.getCamundaCandidateGroups());
            diagram.require(hasDocumentation(task), id, "a user task says in a sentence what the person decides");
            diagram.require(hasText(task.getCamundaDueDate()), id, "a user task has a due date");
            diagram.require(task.isCamundaAsyncAfter(), id, "what a person did is committed: asyncAfter");
            diagram.require(
                    diagram.code().forms().containsKey(id), id, "nothing checks the form of this task on the server");
            form(task);
            diagram.require(
                    diagram.escalations(task).size() == 1,
                    id,
                    "a user task has one timer that does not interrupt it and escalates to the lead");
            diagram.require(
                    incoming(task).stream()
                            .allMatch(flow -> verb(flow.getSource().getId()).equals("request")),
                    id,
                    "a user task follows the step that requests it");
        }
    }

    private void form(UserTask task) {
        var form = task.getCamundaFormRef();
        diagram.require(
                kebab(task.getId()).equals(form),
                task.getId(),
                "the form of a user task is called like it: " + kebab(task.getId()));
        // The engine knows a form by its name alone, so the processes share those that there are.
        diagram.require(
                diagram.set().files().deployed(".form").stream()
                        .anyMatch(name -> ProcessSet.id(name).equals(form)),
                task.getId(),
                "there is no form " + form);
        diagram.require(
                "deployment".equals(task.getCamundaFormRefBinding()), task.getId(), "a form binds to its deployment");
    }

    private static String kebab(String id) {
        return String.join("-", Arrays.asList(id.split("(?=[A-Z])"))).toLowerCase(Locale.ROOT);
    }
}
