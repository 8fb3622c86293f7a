package org.fairhold.process.check;

import static org.fairhold.process.check.Diagram.hasDocumentation;
import static org.fairhold.process.check.Diagram.hasText;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;

/** Names, ids and variables of a diagram. */
final class MarkupRules {
    private static final String WORDS = "[a-z]+([A-Z][a-z]*)*";

    private final Diagram diagram;

    MarkupRules(Diagram diagram) {
        this.diagram = diagram;
    }

    void check() {
        markup();
        process();
        elements();
    }

    /** Beside what may stand there at all: what a table or the domain decides is no literal in a diagram. */
    private void markup() {
        for (var piece : diagram.set().markup(diagram.file())) {
            var place = piece.isText() ? piece.element().getLocalName() : piece.attribute();
            switch (place) {
                case "conditionExpression" -> variables(piece);
                case "timeDate", "timeCycle", "timeDuration", "dueDate", "priority" -> {
                    diagram.require(
                            Expressions.name(piece.text()).isPresent(),
                            piece.owner(),
                            "%s is a variable that a table or the domain sets, not %s".formatted(place, piece.text()));
                    variables(piece);
                }
                default -> {}
            }
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
