package org.fairhold.process.desk;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** The queues in everybody's Tasklist: numbered, coloured, what is due soonest first. Only the application creates them. */
@Component
@DependsOn("staff")
public class Queues implements SmartInitializingSingleton {
    /** The groups whose tasks are in a queue; the build refuses a diagram that hands work to any other. */
    public static final List<String> SERVED =
            List.of(Staff.ANALYSTS, Staff.LEADS, Staff.APPEALS, "fraud", "cleared", "support-managers");

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    Queues(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seed();
    }

    /** Creates the queues that are missing. */
    public void seed() {
        queue("1 Act now", "#b3261e", mine().dueBeforeExpression("${now()}"), SERVED);
        queue("2 My cases", "#1d5fa8", tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"), SERVED);
        queue("3 Free for my teams", "#2f7d4f", mine().taskUnassigned(), SERVED);
        queue(
                "5 Appeals",
                "#7a4fa3",
                tasks.createTaskQuery().taskDefinitionKey("decideAppeal"),
                List.of(Staff.APPEALS));
        queue("9 Everything", "#5b6670", tasks.createTaskQuery().active(), List.of(Staff.LEADS));
    }

    private TaskQuery mine() {
        return tasks.createTaskQuery()
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .includeAssignedTasks();
    }

    private void queue(String name, String color, TaskQuery query, List<String> groups) {
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        var filter = filters.newTaskFilter(name);
        filter.setQuery(query.orderByDueDate().asc());
        filter.setProperties(Map.of(
                "priority",
                Integer.parseInt(name.substring(0, 1)),
                "color",
                color,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                List.of(
                        Map.of("name", "account", "label", "Account"),
                        Map.of("name", "clause", "label", "Clause"),
                        Map.of("name", "language", "label", "Language"),
                        Map.of("name", "level", "label", "Level"))));
        var saved = filters.saveFilter(filter);
        for (var group : groups) {
            var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(Resources.FILTER);
            authorization.setResourceId(saved.getId());
            authorization.addPermission(Permissions.READ);
            authorizations.saveAuthorization(authorization);
        }
    }
}
