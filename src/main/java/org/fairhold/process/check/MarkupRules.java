package org.fairhold.process.check;

import static org.fairhold.process.check.Diagram.hasDocumentation;
import static org.fairhold.process.check.Diagram.hasText;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;

/** What may stand in a diagram at all. */
final class MarkupRules {
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

    private final Diagram diagram;

    MarkupRules(Diagram diagram) {
        this.diagram = diagram;
    }

    void check() {
        markup();
        process();
        elements();
    }

    private void markup() {
        for (var piece : diagram.set().markup(diagram.file())) {
            var element = piece.element();
            var inCamunda = Markup.CAMUNDA.equals(piece.namespace());
            if (piece.isText()) {
                diagram.require(
                        !inCamunda || EXTENSIONS.containsKey(element.getLocalName()),
                        piece.owner(),
                        "camunda:%s is not used here".formatted(element.getLocalName()));
            } else if (Markup.CAMUNDA.equals(element.getNamespaceURI())) {
                diagram.require(
                        EXTENSIONS
                                .getOrDefault(element.getLocalName(), Set.of())
                                .contains(piece.attribute()),
                        piece.owner(),
                        "camunda:%s takes no %s here".formatted(element.getLocalName(), piece.attribute()));
            } else {
                diagram.require(
                        !inCamunda || ATTRIBUTES.contains(piece.attribute()),
                        piece.owner(),
                        "camunda:%s is not used here".formatted(piece.attribute()));
                diagram.require(
                        inCamunda || !SCRIPTED.contains(piece.attribute()),
                        piece.owner(),
                        "a diagram holds no scripts");
            }
            expression(piece);
        }
        for (var task : diagram.all(ScriptTask.class)) {
            diagram.require(false, task.getId(), "a diagram holds no scripts");
        }
    }

    private void expression(Markup.Piece piece) {
        var text = piece.text();
        var place = piece.isText() ? piece.element().getLocalName() : piece.attribute();
        switch (place) {
            case "delegateExpression" ->
                diagram.require(Expressions.name(text).isPresent(), piece.owner(), "a step names its bean: ${bean}");
            case "businessKey" ->
                diagram.require(
                        text.equals("#{execution.processBusinessKey}"),
                        piece.owner(),
                        "the business key handed on is the case number");
            case "conditionExpression" -> {
                diagram.require(
                        Expressions.isCondition(text),
                        piece.owner(),
                        "a condition compares variables with literals: " + text);
                variables(piece);
            }
            case "timeDate", "timeCycle", "timeDuration", "dueDate", "priority" -> {
                diagram.require(
                        Expressions.name(text).isPresent(),
                        piece.owner(),
                        "%s is a variable that a table or the domain sets, not %s".formatted(place, text));
                variables(piece);
            }
            default ->
                diagram.require(
                        !Expressions.isExpression(text), piece.owner(), "%s holds no expression".formatted(place));
        }
    }

    private void variables(Markup.Piece piece) {
        for (var variable : Expressions.variables(piece.text())) {
            diagram.require(
                    diagram.set().isSet(variable, diagram.code())
                            && !diagram.code().steps().containsKey(variable)
                            && !Expressions.isOfTheEngine(variable),
                    piece.owner(),
                    "nothing sets the variable " + variable);
        }
    }

    private void process() {
        var processes = diagram.all(Process.class);
        diagram.require(processes.size() == 1, "definitions", "a file holds one process");
        for (var process : processes) {
            var id = process.getId();
            diagram.require(id.equals(ProcessSet.id(diagram.file())), id, "the process is called like its file");
            diagram.require(id.equals(ProcessSet.folder(diagram.file())), id, "the process is called like its folder");
            diagram.require(process.isExecutable(), id, "the process is executable");
            diagram.require(hasText(process.getName()), id, "the process has a title");
            diagram.require(hasDocumentation(process), id, "the process says in a sentence what it drives");
            diagram.require(
                    hasText(process.getCamundaHistoryTimeToLiveString()),
                    id,
                    "the process says how long its history lives");
        }
    }

    private void elements() {
        Set<String> lowered = new HashSet<>();
        for (var element : diagram.all(FlowElement.class)) {
            var id = element.getId();
            diagram.require(id.matches(WORDS), id, "an id is words in camelCase");
            diagram.require(
                    lowered.add(id.toLowerCase(Locale.ROOT)),
                    id,
                    "no two ids of a diagram differ only in capital letters");
            if (element instanceof Activity || element instanceof Event) {
                diagram.require(
                        hasText(element.getName())
                                && Character.isUpperCase(element.getName().charAt(0)),
                        id,
                        "every step and event has a name in sentence case");
            }
        }
        for (var end : diagram.all(EndEvent.class)) {
            diagram.require(hasText(end.getName()), end.getId(), "every end names its outcome");
        }
    }
}
