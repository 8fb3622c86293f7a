package org.fairhold.process.check;

import static org.fairhold.process.check.Diagram.cycle;
import static org.fairhold.process.check.Diagram.incoming;
import static org.fairhold.process.check.Diagram.outgoing;
import static org.fairhold.process.check.Diagram.uncapitalized;
import static org.fairhold.process.check.Diagram.verb;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Steps and their beans, and requests with what they ask for. */
final class StepRules {
    private static final String FRAUD = "fraud-investigation";
    private static final String TAKEOVER = "account-takeover";

    /** What takes money or everything from somebody, and where alone it may stand (never-rules 6 and 7). */
    private static final Map<String, Set<String>> CONFINED =
            Map.of("freezeAccount", Set.of(FRAUD, TAKEOVER), "reverseMoney", Set.of(FRAUD));

    private final Diagram diagram;

    StepRules(Diagram diagram) {
        this.diagram = diagram;
    }

    void check() {
        names();
        steps();
        requests();
    }

    /** The id, the bean and its class agree below; here the label with the id, or with the bean that serves several steps. */
    private void names() {
        for (var activity : diagram.all(Activity.class)) {
            var id = activity.getId();
            var bean = diagram.steps().stream()
                    .filter(step -> step.id().equals(id))
                    .flatMap(step -> step.bean().stream())
                    .findFirst()
                    .orElse(id);
            var said = camelCase(String.valueOf(activity.getName()));
            diagram.require(
                    said.equals(id) || said.equals(bean),
                    id,
                    "the four names of a step are one: its label says \"%s\"".formatted(spoken(id)));
        }
    }

    private static String camelCase(String label) {
        return uncapitalized(
                Pattern.compile("[^A-Za-z]+([A-Za-z]?)").matcher(label).replaceAll(next -> next.group(1)
                        .toUpperCase(Locale.ROOT)));
    }

    private static String spoken(String id) {
        var words = id.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private void steps() {
        for (var step : diagram.steps()) {
            var id = step.id();
            diagram.require(step.bean().isPresent(), id, "a step names its bean: ${bean}");
            if (step.bean().isEmpty()) {
                continue;
            }
            var bean = step.bean().get();
            diagram.require(diagram.code().steps().containsKey(bean), id, "there is no step called " + bean);
            diagram.require(
                    !CONFINED.containsKey(bean) || CONFINED.get(bean).contains(ProcessSet.id(diagram.file())),
                    id,
                    "only %s may have the step %s"
                            .formatted(
                                    CONFINED.getOrDefault(bean, Set.of()).stream()
                                            .sorted()
                                            .collect(Collectors.joining(" or ")),
                                    bean));
            diagram.require(
                    id.equals(bean)
                            || (diagram.set().uses(bean) > 1 && verb(id).equals(verb(bean)) && !verb(id).equals(id)),
                    id,
                    "the id is the bean's name, or its verb and an object where the bean serves several steps: "
                            + bean);
        }
    }

    /** A request reads {@code <x>Days}, or {@code <x>Minutes}, and sets the due date and the reminder of the user task that follows. */
    private void requests() {
        for (var step : diagram.all(ServiceTask.class)) {
            var id = step.getId();
            var requests = "${requestWork}".equals(step.getCamundaDelegateExpression());
            diagram.require(requests || !verb(id).equals("request"), id, "a request has the bean requestWork");
            if (!requests || verb(id).equals(id)) {
                continue;
            }
            var object = uncapitalized(id.substring("request".length()));
            diagram.require(
                    isLookedUpBefore(step, object + "Days") || isLookedUpBefore(step, object + "Minutes"),
                    id,
                    "no table gives %sDays on every way to this step".formatted(object));
            var following = outgoing(step).stream()
                    .map(SequenceFlow::getTarget)
                    .filter(UserTask.class::isInstance)
                    .map(UserTask.class::cast)
                    .findFirst();
            diagram.require(following.isPresent(), id, "a request is followed by its user task");
            following.ifPresent(task -> {
                diagram.require(
                        "${%sDue}".formatted(object).equals(task.getCamundaDueDate()),
                        task.getId(),
                        "the due date is the requested one: ${%sDue}".formatted(object));
                diagram.require(
                        diagram.escalations(task).stream()
                                .allMatch(event -> cycle(event).equals(Optional.of("${%sReminder}".formatted(object)))),
                        task.getId(),
                        "the timer is the requested one: ${%sReminder}".formatted(object));
            });
        }
    }

    /** Walks back from the step; a way that reaches the start of a process without such a table misses the column. */
    private boolean isLookedUpBefore(FlowNode step, String column) {
        var seen = new HashSet<FlowNode>();
        var toVisit = new ArrayDeque<FlowNode>(before(step));
        while (!toVisit.isEmpty()) {
            var node = toVisit.remove();
            if (!seen.add(node) || gives(node, column)) {
                continue;
            }
            var before = before(node);
            if (before.isEmpty()) {
                return false;
            }
            toVisit.addAll(before);
        }
        return true;
    }

    private boolean gives(FlowNode node, String column) {
        return node instanceof BusinessRuleTask task
                && diagram.set()
                        .outputs(String.valueOf(task.getCamundaDecisionRef()))
                        .contains(column);
    }

    private List<FlowNode> before(FlowNode node) {
        if (node instanceof BoundaryEvent event) {
            return List.of(event.getAttachedTo());
        }
        if (!(node instanceof StartEvent)) {
            return incoming(node).stream().map(SequenceFlow::getSource).toList();
        }
        var scope = node.getParentElement();
        if (scope instanceof SubProcess inner && !inner.triggeredByEvent()) {
            return List.of(inner);
        }
        if (scope instanceof SubProcess inner) {
            return starts(inner.getParentElement());
        }
        return diagram.set().callersOf(((Process) scope).getId());
    }

    private static List<FlowNode> starts(ModelElementInstance scope) {
        return scope.getChildElementsByType(StartEvent.class).stream()
                .map(FlowNode.class::cast)
                .toList();
    }
}
