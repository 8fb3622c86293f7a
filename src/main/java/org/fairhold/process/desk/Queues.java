package org.fairhold.process.desk;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;
import static org.fairhold.process.Variables.ACCOUNT;
import static org.fairhold.process.Variables.CASE;
import static org.fairhold.process.Variables.CLAUSE;
import static org.fairhold.process.Variables.LANGUAGE;
import static org.fairhold.process.Variables.LEVEL;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.fairhold.process.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The queues in everybody's Tasklist: numbered, coloured, what is due soonest first. Only the application makes them, so that
 * no stored query holds an expression that we did not write. Number 4 is a page: what waits for the person is no task.
 */
@Component
@DependsOn("staff")
public class Queues implements SmartInitializingSingleton {
    /** The groups whose tasks are in a queue; the build refuses a diagram that hands work to any other. */
    public static final List<String> SERVED = Staff.WORKING;

    private static final Logger LOG = LoggerFactory.getLogger(Queues.class);

    private static final List<String> MONEY = List.of("fund-hold", "dispute", "mediation");
    private static final List<String> CONFIDENTIAL = List.of("fraud-investigation", "account-takeover", "repayment");

    private static final List<Map<String, String>> COLUMNS = List.of(
            column(CASE, "Case"),
            column(ACCOUNT, "Account"),
            column(CLAUSE, "Clause"),
            column(LANGUAGE, "Language"),
            column(LEVEL, "Level"));

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final OneNodeAtATime oneNodeAtATime;

    Queues(
            FilterService filters,
            TaskService tasks,
            AuthorizationService authorizations,
            OneNodeAtATime oneNodeAtATime) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.oneNodeAtATime = oneNodeAtATime;
    }

    /** @param readers the groups that have it in their Tasklist */
    private record Queue(String name, String color, String description, TaskQuery query, List<String> readers) {
        Map<String, Object> properties() {
            return Map.of(
                    "priority",
                    Integer.parseInt(name.substring(0, 1)),
                    "color",
                    color,
                    "description",
                    description,
                    "refresh",
                    true,
                    "showUndefinedVariable",
                    false,
                    "variables",
                    COLUMNS);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        seed();
    }

    /** Brings the stored queues to what this version says, and removes every other. */
    public void seed() {
        oneNodeAtATime.run(() -> {
            var queues = queues();
            for (var stored : filters.createFilterQuery().list()) {
                if (queues.stream().noneMatch(queue -> queue.name.equals(stored.getName()))) {
                    LOG.warn("Removed the queue {}: only the application makes queues.", stored.getName());
                    filters.deleteFilter(stored.getId());
                }
            }
            queues.forEach(this::store);
        });
    }

    private List<Queue> queues() {
        return List.of(
                new Queue(
                        "1 Act now",
                        "#b3261e",
                        "Of my teams: late, or due within the hour",
                        ofMyTeams().dueBeforeExpression(QueueTimes.IN_AN_HOUR),
                        SERVED),
                new Queue(
                        "2 My cases",
                        "#1d5fa8",
                        "What I have claimed",
                        tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"),
                        SERVED),
                new Queue(
                        "3 Free for my teams",
                        "#2f7d4f",
                        "Of my teams: nobody has claimed it yet",
                        ofMyTeams().taskUnassigned(),
                        SERVED),
                new Queue(
                        "5 Appeals",
                        "#7a4fa3",
                        "For somebody who neither decided nor signed",
                        tasks.createTaskQuery().processDefinitionKeyIn("appeal"),
                        List.of(Staff.APPEALS, Staff.LEADS)),
                new Queue(
                        "6 Money",
                        "#8a4b00",
                        "Held money, disputes and mediation",
                        tasks.createTaskQuery().processDefinitionKeyIn(MONEY.toArray(String[]::new)),
                        List.of(Staff.ANALYSTS, Staff.LEADS)),
                new Queue(
                        "7 Fraud",
                        "#5c1a1a",
                        "Fraud and account takeover, for cleared colleagues",
                        tasks.createTaskQuery().processDefinitionKeyIn(CONFIDENTIAL.toArray(String[]::new)),
                        List.of(Staff.FRAUD, Staff.CLEARED)),
                new Queue(
                        "8 Follow-ups today",
                        "#00696b",
                        "Of my teams: to be looked at again today, or before",
                        ofMyTeams().followUpBeforeExpression(QueueTimes.TONIGHT),
                        SERVED),
                new Queue(
                        "9 Everything",
                        "#5b6670",
                        "Every open task, whoever it is for",
                        tasks.createTaskQuery(),
                        List.of(Staff.LEADS)));
    }

    private TaskQuery ofMyTeams() {
        return tasks.createTaskQuery()
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .includeAssignedTasks();
    }

    private static Map<String, String> column(Variable<?> variable, String label) {
        return Map.of("name", variable.name(), "label", label);
    }

    /** The same row as before where there is one: its address is in people's bookmarks. */
    private void store(Queue queue) {
        var known = filters.createFilterQuery().filterName(queue.name).list();
        var stored = known.isEmpty() ? filters.newTaskFilter(queue.name) : known.get(0);
        var wanted = filters.newTaskFilter(queue.name)
                .setQuery(queue.query.orderByDueDate().asc())
                .setProperties(queue.properties());
        if (known.isEmpty() || !same(stored, wanted)) {
            stored = filters.saveFilter(stored.setQuery(wanted.getQuery()).setProperties(wanted.getProperties()));
        }
        open(stored, Set.copyOf(queue.readers));
    }

    private static boolean same(Filter one, Filter other) {
        return ((FilterEntity) one).getQueryInternal().equals(((FilterEntity) other).getQueryInternal())
                && one.getProperties().equals(other.getProperties());
    }

    private void open(Filter queue, Set<String> readers) {
        var rights = authorizations
                .createAuthorizationQuery()
                .resourceType(FILTER)
                .resourceId(queue.getId())
                .list();
        var missing = new HashSet<>(readers);
        for (var right : rights) {
            if (!missing.remove(right.getGroupId())) {
                authorizations.deleteAuthorization(right.getId());
            }
        }
        for (var group : missing) {
            var right = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            right.setGroupId(group);
            right.setResource(FILTER);
            right.setResourceId(queue.getId());
            right.addPermission(READ);
            authorizations.saveAuthorization(right);
        }
    }
}
