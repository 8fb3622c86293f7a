package org.fairhold.process.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The elements, attributes and expressions of a diagram. Everything else hides behaviour from the reader. */
final class AllowedInDiagrams {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /** Where shapes stand and how they look. The engine reads no more than the places of it. */
    private static final Set<String> DRAWING = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
            "http://camunda.org/schema/modeler/1.0",
            "http://www.w3.org/2001/XMLSchema-instance",
            "http://www.w3.org/2000/xmlns/");

    private static final Set<String> DRAWN = Set.of(
            "BPMNDiagram",
            "BPMNPlane",
            "BPMNShape",
            "BPMNEdge",
            "BPMNLabel",
            "BPMNLabelStyle",
            "Bounds",
            "Font",
            "waypoint");

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "incoming",
            "outgoing",
            "sequenceFlow",
            "conditionExpression",
            "startEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "endEvent",
            "messageEventDefinition",
            "timerEventDefinition",
            "timeDate",
            "timeCycle",
            "timeDuration",
            "errorEventDefinition",
            "escalationEventDefinition",
            "signalEventDefinition",
            "terminateEventDefinition",
            "message",
            "error",
            "escalation",
            "signal",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "collaboration",
            "participant",
            "textAnnotation",
            "text",
            "association",
            "group",
            "category",
            "categoryValue");

    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "name",
            "targetNamespace",
            "exporter",
            "exporterVersion",
            "isExecutable",
            "isClosed",
            "processType",
            "sourceRef",
            "targetRef",
            "default",
            "attachedToRef",
            "cancelActivity",
            "isInterrupting",
            "triggeredByEvent",
            "calledElement",
            "messageRef",
            "errorRef",
            "errorCode",
            "escalationRef",
            "escalationCode",
            "signalRef",
            "gatewayDirection",
            "processRef",
            "associationDirection",
            "textFormat",
            "categoryValueRef",
            "value");

    private static final Set<String> OF_CAMUNDA = Set.of(
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
            "calledElementBinding",
            "modelerTemplate",
            "modelerTemplateVersion");

    private static final Map<String, Set<String>> EXTENSIONS =
            Map.of("in", Set.of("businessKey", "variables", "source", "target"), "out", Set.of("source", "target"));

    private static final Set<String> SCRIPTED = Set.of("script", "scriptTask", "resource", "language", "scriptFormat");

    private AllowedInDiagrams() {}

    static Stream<Complaint> complaints(String file, List<Markup.Piece> pieces, Code code) {
        return pieces.stream().flatMap(piece -> Stream.concat(place(piece), expression(piece, code))
                .map(rule -> new Complaint(file, piece.owner(), rule)));
    }

    /** The parser of the engine looks at names more than at namespaces, so both must be known. */
    private static Stream<String> place(Markup.Piece piece) {
        return piece.isText() ? element(piece) : attribute(piece);
    }

    private static Stream<String> element(Markup.Piece piece) {
        var name = piece.element().getLocalName();
        var known =
                switch (piece.namespace()) {
                    case BPMN -> ELEMENTS.contains(name);
                    case Markup.CAMUNDA -> EXTENSIONS.containsKey(name);
                    default -> DRAWING.contains(piece.namespace()) && DRAWN.contains(name);
                };
        if (known) {
            return Stream.empty();
        }
        return Stream.of(
                SCRIPTED.contains(name)
                        ? "a diagram holds no scripts"
                        : "%s is not used here".formatted(prefixed(piece.namespace(), name)));
    }

    private static Stream<String> attribute(Markup.Piece piece) {
        var of = piece.element();
        var name = piece.attribute();
        var known =
                switch (piece.namespace()) {
                    case "" ->
                        switch (Markup.namespace(of)) {
                            case BPMN -> ATTRIBUTES.contains(name);
                            case Markup.CAMUNDA ->
                                EXTENSIONS
                                        .getOrDefault(of.getLocalName(), Set.of())
                                        .contains(name);
                            default -> true;
                        };
                    case Markup.CAMUNDA -> BPMN.equals(Markup.namespace(of)) && OF_CAMUNDA.contains(name);
                    default -> DRAWING.contains(piece.namespace());
                };
        if (known) {
            return Stream.empty();
        }
        return Stream.of(
                Markup.CAMUNDA.equals(Markup.namespace(of))
                        ? "camunda:%s takes no %s here".formatted(of.getLocalName(), name)
                        : SCRIPTED.contains(name)
                                ? "a diagram holds no scripts"
                                : "%s is not used here".formatted(prefixed(piece.namespace(), name)));
    }

    private static String prefixed(String namespace, String name) {
        return switch (namespace) {
            case "", BPMN -> name;
            case Markup.CAMUNDA -> "camunda:" + name;
            default -> "{%s}%s".formatted(namespace, name);
        };
    }

    private static Stream<String> expression(Markup.Piece piece, Code code) {
        var text = piece.text();
        var place = piece.isText() ? piece.element().getLocalName() : piece.attribute();
        return switch (place) {
            case "delegateExpression" -> {
                var bean = Expressions.name(text);
                yield unless(bean.isPresent(), "a step names its bean: ${bean}")
                        .or(() -> unless(
                                code.steps().containsKey(bean.orElse("")),
                                "there is no step called " + bean.orElse("")))
                        .stream();
            }
            case "businessKey" ->
                unless(text.equals("#{execution.processBusinessKey}"), "the business key handed on is the case number")
                        .stream();
            case "conditionExpression" ->
                unless(
                        Expressions.isCondition(text) && onlyVariables(text, code),
                        "a condition compares variables with literals: " + text)
                        .stream();
            case "timeDate", "timeCycle", "timeDuration", "dueDate", "priority" ->
                unless(
                        !Expressions.isExpression(text)
                                || (Expressions.name(text).isPresent() && onlyVariables(text, code)),
                        "%s is a variable that a table or the domain sets, not %s".formatted(place, text))
                        .stream();
            default -> unless(!Expressions.isExpression(text), "%s holds no expression".formatted(place)).stream();
        };
    }

    private static boolean onlyVariables(String text, Code code) {
        return Expressions.variables(text).stream()
                .noneMatch(name -> code.steps().containsKey(name) || Expressions.isOfTheEngine(name));
    }

    private static Optional<String> unless(boolean holds, String rule) {
        return holds ? Optional.empty() : Optional.of(rule);
    }
}
