package org.fairhold.process.check;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Checks one diagram in its set. */
final class DiagramCheck {
    private static final String WORDS = "[a-z]+([A-Z][a-z]*)*";

    /** What of Camunda's additions may stand in a diagram. Everything else hides behaviour from the reader. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "historyTimeToLive",
            "versionTag",
            "delegateExpression",
            "candidateGroups",
            "formRef",
            "formRefBinding",
            "dueDate",
            "priority",
            "jobPriority",
            "asyncBefore",
            "asyncAfter",
            "decisionRef",
            "decisionRefBinding",
            "calledElementBinding");

    private static final Map<String, Set<String>> EXTENSIONS =
            Map.of("in", Set.of("businessKey", "variables", "source", "target"), "out", Set.of("source", "target"));

    private static final Set<String> SCRIPTED = Set.of("script", "resource", "language", "scriptFormat");

    private final String file;
    private final BpmnModelInstance model;
    private final SetOfModels set;
    private final Code code;
    private final List<Complaint> complaints = new ArrayList<>();

    private DiagramCheck(String file, SetOfModels set, Code code) {
        this.file = file;
        this.model = set.diagram(file);
        this.set = set;
        this.code = code;
    }

    static List<Complaint> of(String file, SetOfModels set, Code code) {
        var check = new DiagramCheck(file, set, code);
        check.process();
        check.markup();
        check.elements();
        check.steps();
        check.userTasks();
        check.requests();
        check.tables();
        check.calls();
        check.messages();
        check.gateways();
        check.flows();
        check.drawing();
        return check.complaints;
    }

    private void require(boolean holds, String element, String rule) {
        if (!holds) {
            complaints.add(new Complaint(file, element, rule));
        }
    }

    private <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    private void process() {
        var processes = all(Process.class);
        require(processes.size() == 1, "definitions", "a file holds one process");
        for (var process : processes) {
            var id = process.getId();
            require(id.equals(ProcessSet.id(file)), id, "the process is called like its file");
            require(id.equals(ProcessSet.folder(file)), id, "the process is called like its folder");
            require(process.isExecutable(), id, "the process is executable");
            require(hasText(process.getName()), id, "the process has a title");
            require(hasDocumentation(process), id, "the process says in a sentence what it drives");
            require(
                    hasText(process.getCamundaHistoryTimeToLiveString()),
                    id,
                    "the process says how long its history lives");
        }
    }

    /** The flows as the engine follows them; the lists inside a node are the Modeler's and may be stale. */
    private static List<SequenceFlow> incoming(FlowNode node) {
        return flowsBeside(node).filter(flow -> node.equals(flow.getTarget())).toList();
    }

    private static List<SequenceFlow> outgoing(FlowNode node) {
        return flowsBeside(node).filter(flow -> node.equals(flow.getSource())).toList();
    }

    private static Stream<SequenceFlow> flowsBeside(FlowNode node) {
        return node.getParentElement().getChildElementsByType(SequenceFlow.class).stream();
    }

    // What may stand in a file at all ---------------------------------------------------------------------------------

    private void markup() {
        for (var piece : set.markup(file)) {
            var element = piece.element();
            var inCamunda = Markup.CAMUNDA.equals(piece.namespace());
            if (piece.isText()) {
                require(
                        !inCamunda || EXTENSIONS.containsKey(element.getLocalName()),
                        piece.owner(),
                        "camunda:%s is not used here".formatted(element.getLocalName()));
            } else if (Markup.CAMUNDA.equals(element.getNamespaceURI())) {
                require(
                        EXTENSIONS
                                .getOrDefault(element.getLocalName(), Set.of())
                                .contains(piece.attribute()),
                        piece.owner(),
                        "camunda:%s takes no %s here".formatted(element.getLocalName(), piece.attribute()));
            } else {
                require(
                        !inCamunda || ATTRIBUTES.contains(piece.attribute()),
                        piece.owner(),
                        "camunda:%s is not used here".formatted(piece.attribute()));
                require(
                        inCamunda || !SCRIPTED.contains(piece.attribute()),
                        piece.owner(),
                        "a diagram holds no scripts");
            }
            expression(piece);
        }
        for (var task : all(ScriptTask.class)) {
            require(false, task.getId(), "a diagram holds no scripts");
        }
    }

    private void expression(Markup.Piece piece) {
        var text = piece.text();
        var place = piece.isText() ? piece.element().getLocalName() : piece.attribute();
        switch (place) {
            case "delegateExpression" ->
                require(Expressions.name(text).isPresent(), piece.owner(), "a step names its bean: ${bean}");
            case "businessKey" ->
                require(
                        text.equals("#{execution.processBusinessKey}"),
                        piece.owner(),
                        "the business key handed on is the case number");
            case "conditionExpression" -> {
                require(
                        Expressions.isCondition(text),
                        piece.owner(),
                        "a condition compares variables with literals: " + text);
                variables(piece);
            }
            case "timeDate", "timeCycle", "timeDuration", "dueDate", "priority" -> {
                require(
                        Expressions.name(text).isPresent(),
                        piece.owner(),
                        "%s is a variable that a table or the domain sets, not %s".formatted(place, text));
                variables(piece);
            }
            default ->
                require(!Expressions.isExpression(text), piece.owner(), "%s holds no expression".formatted(place));
        }
    }

    private void variables(Markup.Piece piece) {
        for (var variable : Expressions.variables(piece.text())) {
            require(
                    set.isSet(variable, code)
                            && !code.steps().contains(variable)
                            && !Expressions.isOfTheEngine(variable),
                    piece.owner(),
                    "nothing sets the variable " + variable);
        }
    }

    private void elements() {
        Set<String> lowered = new HashSet<>();
        for (var element : all(FlowElement.class)) {
            var id = element.getId();
            require(id.matches(WORDS), id, "an id is words in camelCase");
            require(
                    lowered.add(id.toLowerCase(Locale.ROOT)),
                    id,
                    "no two ids of a diagram differ only in capital letters");
            if (element instanceof Activity || element instanceof Event) {
                require(
                        hasText(element.getName())
                                && Character.isUpperCase(element.getName().charAt(0)),
                        id,
                        "every step and event has a name in sentence case");
            }
        }
        for (var end : all(EndEvent.class)) {
            require(hasText(end.getName()), end.getId(), "every end names its outcome");
        }
    }

    // Steps and their beans -------------------------------------------------------------------------------------------

    private void steps() {
        for (var step : steps(model).toList()) {
            var id = step.id();
            require(step.bean().isPresent(), id, "a step names its bean: ${bean}");
            if (step.bean().isEmpty()) {
                continue;
            }
            var bean = step.bean().get();
            require(code.steps().contains(bean), id, "there is no step called " + bean);
            require(
                    id.equals(bean) || (set.uses(bean) > 1 && verb(id).equals(verb(bean)) && !verb(id).equals(id)),
                    id,
                    "the id is the bean's name, or its verb and an object where the bean serves several steps: "
                            + bean);
        }
    }

    record Step(String id, Optional<String> bean) {}

    static Stream<Step> steps(BpmnModelInstance model) {
        return Stream.concat(
                model.getModelElementsByType(ServiceTask.class).stream()
                        .map(task -> new Step(task.getId(), bean(task.getCamundaDelegateExpression()))),
                model.getModelElementsByType(SendTask.class).stream()
                        .map(task -> new Step(task.getId(), bean(task.getCamundaDelegateExpression()))));
    }

    private static Optional<String> bean(String expression) {
        return Optional.ofNullable(expression).flatMap(Expressions::name);
    }

    private static String verb(String id) {
        return id.replaceFirst("[A-Z].*", "");
    }

    // What people do --------------------------------------------------------------------------------------------------

    private void userTasks() {
        for (var task : all(UserTask.class)) {
            var id = task.getId();
            require(
                    hasText(task.getCamundaCandidateGroups())
                            && code.groups().containsAll(task.getCamundaCandidateGroupsList()),
                    id,
                    "a user task falls into a queue: it has candidate groups that the queues serve, not "
                            + task.getCamundaCandidateGroups());
            require(hasDocumentation(task), id, "a user task says in a sentence what the person decides");
            require(hasText(task.getCamundaDueDate()), id, "a user task has a due date");
            require(task.isCamundaAsyncAfter(), id, "what a person did is committed: asyncAfter");
            require(code.forms().containsKey(id), id, "nothing checks the form of this task on the server");
            form(task);
            require(
                    escalations(task).size() == 1,
                    id,
                    "a user task has one timer that does not interrupt it and escalates to the lead");
            require(
                    incoming(task).stream()
                            .allMatch(flow -> verb(flow.getSource().getId()).equals("request")),
                    id,
                    "a user task follows the step that requests it");
        }
    }

    private void form(UserTask task) {
        var form = task.getCamundaFormRef();
        require(
                kebab(task.getId()).equals(form),
                task.getId(),
                "the form of a user task is called like it: " + kebab(task.getId()));
        require(
                set.has("%s/%s.form".formatted(ProcessSet.folder(file), form)),
                task.getId(),
                "there is no form %s in this folder".formatted(form));
        require("deployment".equals(task.getCamundaFormRefBinding()), task.getId(), "a form binds to its deployment");
    }

    private List<BoundaryEvent> escalations(UserTask task) {
        return all(BoundaryEvent.class).stream()
                .filter(event -> task.equals(event.getAttachedTo()))
                .filter(event -> !event.cancelActivity() && cycle(event).isPresent())
                .filter(DiagramCheck::leadsToTheLead)
                .toList();
    }

    private static boolean leadsToTheLead(BoundaryEvent event) {
        return outgoing(event).stream()
                .map(SequenceFlow::getTarget)
                .anyMatch(target -> target instanceof ServiceTask step
                        && step.getId().startsWith("escalate")
                        && "${escalateToLead}".equals(step.getCamundaDelegateExpression()));
    }

    private static Optional<String> cycle(BoundaryEvent event) {
        return event.getEventDefinitions().stream()
                .filter(TimerEventDefinition.class::isInstance)
                .map(timer -> ((TimerEventDefinition) timer).getTimeCycle())
                .filter(Objects::nonNull)
                .map(time -> time.getTextContent().strip())
                .findFirst();
    }

    /** A request reads {@code <x>Days}, and sets the due date and the reminder of the user task that follows. */
    private void requests() {
        for (var step : all(ServiceTask.class)) {
            var id = step.getId();
            var requests = "${requestWork}".equals(step.getCamundaDelegateExpression());
            require(requests || !verb(id).equals("request"), id, "a request has the bean requestWork");
            if (!requests || verb(id).equals(id)) {
                continue;
            }
            var object = uncapitalized(id.substring("request".length()));
            require(
                    isLookedUpBefore(step, object + "Days"),
                    id,
                    "no table gives %sDays on every way to this step".formatted(object));
            var following = outgoing(step).stream()
                    .map(SequenceFlow::getTarget)
                    .filter(UserTask.class::isInstance)
                    .map(UserTask.class::cast)
                    .findFirst();
            require(following.isPresent(), id, "a request is followed by its user task");
            following.ifPresent(task -> {
                require(
                        "${%sDue}".formatted(object).equals(task.getCamundaDueDate()),
                        task.getId(),
                        "the due date is the requested one: ${%sDue}".formatted(object));
                require(
                        escalations(task).stream()
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
                && set.outputs(String.valueOf(task.getCamundaDecisionRef())).contains(column);
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
        return set.callersOf(((Process) scope).getId());
    }

    private static List<FlowNode> starts(ModelElementInstance scope) {
        return scope.getChildElementsByType(StartEvent.class).stream()
                .map(FlowNode.class::cast)
                .toList();
    }

    // What a diagram refers to ----------------------------------------------------------------------------------------

    private void tables() {
        for (var task : all(BusinessRuleTask.class)) {
            require(
                    set.hasTable(String.valueOf(task.getCamundaDecisionRef())),
                    task.getId(),
                    "there is no table " + task.getCamundaDecisionRef());
            require(
                    "latest".equals(task.getCamundaDecisionRefBinding()),
                    task.getId(),
                    "a table binds to its latest version");
        }
    }

    private void calls() {
        for (var call : all(CallActivity.class)) {
            require(
                    set.hasProcess(String.valueOf(call.getCalledElement())),
                    call.getId(),
                    "there is no process " + call.getCalledElement());
            require(
                    "deployment".equals(call.getCamundaCalledElementBinding()),
                    call.getId(),
                    "a called process binds to its deployment");
            require(
                    set.markup(file).stream()
                            .anyMatch(piece -> piece.owner().equals(call.getId())
                                    && piece.attribute().equals("businessKey")),
                    call.getId(),
                    "a called process gets the case number as its business key");
        }
    }

    private void messages() {
        for (var event : all(CatchEvent.class)) {
            for (var definition : event.getEventDefinitions()) {
                if (definition instanceof MessageEventDefinition caught) {
                    var name = caught.getMessage() == null
                            ? ""
                            : String.valueOf(caught.getMessage().getName());
                    require(code.sentMessages().contains(name), event.getId(), "nothing sends the message " + name);
                }
            }
        }
    }

    // How it flows and how it is drawn --------------------------------------------------------------------------------

    private void gateways() {
        for (var gateway : all(Gateway.class)) {
            var id = gateway.getId();
            int in = incoming(gateway).size();
            int out = outgoing(gateway).size();
            require(in == 1 || out == 1, id, "a gateway splits or joins, not both");
            require(
                    gateway instanceof ExclusiveGateway
                            || gateway instanceof ParallelGateway
                            || gateway instanceof EventBasedGateway,
                    id,
                    "gateways are exclusive, parallel or event-based");
            if (gateway instanceof ExclusiveGateway question && out > 1) {
                split(question);
            } else {
                require(!hasText(gateway.getName()), id, "only a gateway that asks has a name");
            }
        }
    }

    private void split(ExclusiveGateway question) {
        var id = question.getId();
        require(
                hasText(question.getName()) && question.getName().endsWith("?"),
                id,
                "a gateway that splits asks a question");
        require(question.getDefault() != null, id, "a gateway that splits has a default flow");
        for (var flow : outgoing(question)) {
            require(hasText(flow.getName()), flow.getId(), "a flow out of a question is named with its answer");
            require(
                    flow.equals(question.getDefault()) == (flow.getConditionExpression() == null),
                    flow.getId(),
                    "every flow out of a question but the default has a condition");
        }
    }

    private void flows() {
        for (var node : all(FlowNode.class)) {
            var id = node.getId();
            var bySomethingElse = node instanceof StartEvent
                    || node instanceof BoundaryEvent
                    || (node instanceof SubProcess inner && inner.triggeredByEvent());
            var endsHere = node instanceof EndEvent || (node instanceof SubProcess inner && inner.triggeredByEvent());
            require(bySomethingElse || !incoming(node).isEmpty(), id, "nothing leads here");
            require(endsHere || !outgoing(node).isEmpty(), id, "nothing follows, and it is no end");
            if (!(node instanceof Gateway)) {
                require(
                        incoming(node).size() <= 1 && outgoing(node).size() <= 1,
                        id,
                        "flows split and join at gateways");
                for (var flow : outgoing(node)) {
                    require(flow.getConditionExpression() == null, flow.getId(), "conditions stand after a question");
                }
            }
        }
    }

    private void drawing() {
        var shapes = all(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() != null && shape.getBounds() != null)
                .map(shape -> shape.getBpmnElement().getId())
                .collect(toSet());
        var edges = all(BpmnEdge.class).stream()
                .filter(edge ->
                        edge.getBpmnElement() != null && edge.getWaypoints().size() >= 2)
                .map(edge -> edge.getBpmnElement().getId())
                .collect(toSet());
        for (var node : all(FlowNode.class)) {
            require(shapes.contains(node.getId()), node.getId(), "it is not drawn");
        }
        for (var flow : all(SequenceFlow.class)) {
            require(edges.contains(flow.getId()), flow.getId(), "it is not drawn");
        }
    }

    private static boolean hasText(String text) {
        return text != null && !text.isBlank();
    }

    private static boolean hasDocumentation(org.camunda.bpm.model.bpmn.instance.BaseElement element) {
        return element.getDocumentations().stream()
                .anyMatch(text -> text.getTextContent().strip().endsWith("."));
    }

    private static String kebab(String id) {
        return String.join("-", Arrays.asList(id.split("(?=[A-Z])"))).toLowerCase(Locale.ROOT);
    }

    private static String uncapitalized(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
