package org.fairhold.process.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A diagram as its owner drew it, as SVG: the steps where the case stands are marked, those it has passed are tinted. It
 * holds no style and no script, so that it prints, and a strict content security policy has nothing to refuse.
 */
final class Drawing {
    private static final double CHARACTER = 6.1;
    private static final double LINE = 13;
    private static final double MARGIN = 12;

    private final Set<String> active;
    private final Map<String, Long> visited;
    private final StringBuilder back = new StringBuilder();
    private final StringBuilder front = new StringBuilder();
    private double left = Double.MAX_VALUE;
    private double top = Double.MAX_VALUE;
    private double right;
    private double bottom;

    private Drawing(Set<String> active, Map<String, Long> visited) {
        this.active = active;
        this.visited = visited;
    }

    /** @param visited how often each step was finished, by its id */
    static String of(BpmnModelInstance model, String name, Set<String> active, Map<String, Long> visited) {
        var drawing = new Drawing(active, visited);
        model.getModelElementsByType(BpmnShape.class).forEach(drawing::shape);
        model.getModelElementsByType(BpmnEdge.class).forEach(drawing::edge);
        return drawing.document(name);
    }

    private String document(String name) {
        var width = right - left + 2 * MARGIN;
        var height = bottom - top + 2 * MARGIN;
        return "<svg class=\"bpmn\" role=\"img\" aria-label=\"%s\" viewBox=\"%s %s %s %s\" width=\"%s\" height=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">%s%s</svg>"
                .formatted(
                        HtmlUtils.htmlEscape("Diagram: " + name),
                        n(left - MARGIN),
                        n(top - MARGIN),
                        n(width),
                        n(height),
                        n(width),
                        n(height),
                        back,
                        front);
    }

    private void shape(BpmnShape shape) {
        var element = shape.getBpmnElement();
        var at = shape.getBounds();
        grow(at.getX(), at.getY());
        grow(at.getX() + at.getWidth(), at.getY() + at.getHeight());
        if (element instanceof SubProcess process) {
            back.append(
                    "<g class=\"%s\">".formatted(state(element, "sub" + (process.triggeredByEvent() ? " event" : ""))));
            box(back, at, 10);
            text(back, name(element), at.getX() + at.getWidth() / 2, at.getY() + 18, at.getWidth(), false);
            back.append("</g>");
            return;
        }
        if (element instanceof Event event) {
            event(event, at);
        } else if (element instanceof Gateway) {
            gateway(element, at);
        } else {
            front.append("<g class=\"%s\">".formatted(state(element, kind(element))));
            box(front, at, 8);
            var middle = at.getY() + at.getHeight() / 2;
            text(front, name(element), at.getX() + at.getWidth() / 2, middle, at.getWidth() - 8, true);
            corner(element, at);
            mark(element, at);
            front.append("</g>");
            return;
        }
        label(shape.getBpmnLabel(), name(element), at);
    }

    private static String kind(BaseElement element) {
        return element instanceof UserTask ? "step user" : element instanceof CallActivity ? "step call" : "step";
    }

    private String state(BaseElement element, String kind) {
        if (active.contains(element.getId())) {
            return kind + " active";
        }
        return visited.containsKey(element.getId()) ? kind + " visited" : kind;
    }

    private static void box(StringBuilder to, Bounds at, int radius) {
        to.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%d\"/>"
                .formatted(n(at.getX()), n(at.getY()), n(at.getWidth()), n(at.getHeight()), radius));
    }

    /** A person, a table, or the sign for another diagram, as in the Modeler. */
    private void corner(BaseElement element, Bounds at) {
        var x = at.getX() + 8;
        var y = at.getY() + 8;
        if (element instanceof UserTask) {
            front.append(
                    "<path class=\"sign\" d=\"M%s %sm-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M%s %sv-2q0 -5 6 -5t6 5v2z\"/>"
                            .formatted(n(x + 6), n(y + 2), n(x), n(y + 14)));
        } else if (element instanceof BusinessRuleTask) {
            front.append(
                    "<path class=\"sign\" d=\"M%s %sh14v11h-14zm0 4h14m-14 4h14m-9 -4v7\"/>".formatted(n(x), n(y)));
        } else if (element instanceof CallActivity) {
            front.append("<path class=\"sign\" d=\"M%s %sh12v12h-12zm6 2.5v7m-3.5 -3.5h7\"/>"
                    .formatted(n(at.getX() + at.getWidth() / 2 - 6), n(at.getY() + at.getHeight() - 14)));
        }
    }

    /** Says in words and by a shape, not by colour alone, that the case stands here. */
    private void mark(BaseElement element, Bounds at) {
        if (active.contains(element.getId())) {
            front.append(
                    "<circle class=\"here\" cx=\"%s\" cy=\"%s\" r=\"9\"><title>The case stands here</title></circle>"
                            .formatted(n(at.getX() + at.getWidth()), n(at.getY())));
        } else if (visited.getOrDefault(element.getId(), 0L) > 1) {
            front.append("<text class=\"often\" x=\"%s\" y=\"%s\">%d×</text>"
                    .formatted(n(at.getX() + at.getWidth() - 4), n(at.getY() + 13), visited.get(element.getId())));
        }
    }

    private void event(Event event, Bounds at) {
        var x = at.getX() + at.getWidth() / 2;
        var y = at.getY() + at.getHeight() / 2;
        var radius = at.getWidth() / 2;
        var quiet = event instanceof BoundaryEvent boundary && !boundary.cancelActivity()
                || event instanceof StartEvent start && !start.isInterrupting();
        var kind = event instanceof EndEvent ? "event end" : quiet ? "event quiet" : "event";
        front.append("<g class=\"%s\">".formatted(state(event, kind)));
        front.append(circle(x, y, radius));
        if (!(event instanceof StartEvent || event instanceof EndEvent)) {
            front.append(circle(x, y, radius - 3));
        }
        for (var definition : definitions(event)) {
            if (definition instanceof TimerEventDefinition) {
                front.append(circle(x, y, radius - 6))
                        .append("<path class=\"sign\" d=\"M%s %sv-8m0 8l5 3\"/>".formatted(n(x), n(y)));
            } else if (definition instanceof MessageEventDefinition) {
                front.append("<path class=\"sign\" d=\"M%s %sh18v12h-18zl9 7l9 -7\"/>".formatted(n(x - 9), n(y - 6)));
            } else if (definition instanceof TerminateEventDefinition) {
                front.append(
                        "<circle class=\"full\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>".formatted(n(x), n(y), n(radius - 5)));
            }
        }
        mark(event, at);
        front.append("</g>");
    }

    private static Collection<? extends EventDefinition> definitions(Event event) {
        if (event instanceof CatchEvent caught) {
            return caught.getEventDefinitions();
        }
        return event instanceof ThrowEvent thrown ? thrown.getEventDefinitions() : List.of();
    }

    private static String circle(double x, double y, double radius) {
        return "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"/>".formatted(n(x), n(y), n(radius));
    }

    private void gateway(BaseElement element, Bounds at) {
        var half = at.getWidth() / 2;
        var x = at.getX() + half;
        front.append("<g class=\"%s\"><path d=\"M%s %sl%s %sl-%s %sl-%s -%sz\"/>"
                .formatted(
                        state(element, "gateway"),
                        n(x),
                        n(at.getY()),
                        n(half),
                        n(half),
                        n(half),
                        n(half),
                        n(half),
                        n(half)));
        var y = at.getY() + half;
        if (element instanceof ParallelGateway) {
            front.append("<path class=\"sign thick\" d=\"M%s %sv20m-10 -10h20\"/>".formatted(n(x), n(y - 10)));
        } else if (element instanceof EventBasedGateway) {
            front.append(circle(x, y, 12));
        } else {
            front.append("<path class=\"sign thick\" d=\"M%s %sl14 14m0 -14l-14 14\"/>".formatted(n(x - 7), n(y - 7)));
        }
        mark(element, at);
        front.append("</g>");
    }

    private void edge(BpmnEdge edge) {
        var points = List.copyOf(edge.getWaypoints());
        var path = new StringBuilder();
        for (var point : points) {
            grow(point.getX(), point.getY());
            path.append(path.isEmpty() ? "M" : "L")
                    .append(n(point.getX()))
                    .append(' ')
                    .append(n(point.getY()));
        }
        back.append("<path class=\"flow\" d=\"%s\"/>".formatted(path));
        if (edge.getBpmnElement() instanceof SequenceFlow) {
            var end = points.get(points.size() - 1);
            var before = points.get(points.size() - 2);
            var angle = Math.toDegrees(Math.atan2(end.getY() - before.getY(), end.getX() - before.getX()));
            back.append("<path class=\"head\" transform=\"translate(%s %s) rotate(%s)\" d=\"M0 0l-9 -4.5v9z\"/>"
                    .formatted(n(end.getX()), n(end.getY()), n(angle)));
        }
        label(edge.getBpmnLabel(), name(edge.getBpmnElement()), null);
    }

    /** Beside its element: where the owner put it, or under it. */
    private void label(@Nullable BpmnLabel label, String name, @Nullable Bounds element) {
        var bounds = label == null ? null : label.getBounds();
        if (name.isEmpty() || (bounds == null && element == null)) {
            return;
        }
        if (bounds != null) {
            grow(bounds.getX(), bounds.getY());
            grow(bounds.getX() + bounds.getWidth(), bounds.getY() + bounds.getHeight());
            var middle = bounds.getY() + bounds.getHeight() / 2;
            text(front, name, bounds.getX() + bounds.getWidth() / 2, middle, Math.max(bounds.getWidth(), 90), true);
        } else if (element != null) {
            text(
                    front,
                    name,
                    element.getX() + element.getWidth() / 2,
                    element.getY() + element.getHeight() + 14,
                    90,
                    false);
        }
    }

    private static void text(StringBuilder to, String words, double x, double y, double width, boolean centred) {
        var lines = lines(words, width);
        var first = centred ? y - (lines.size() - 1) * LINE / 2 + 4 : y;
        to.append("<text>");
        for (int i = 0; i < lines.size(); i++) {
            to.append("<tspan x=\"%s\" y=\"%s\">%s</tspan>"
                    .formatted(n(x), n(first + i * LINE), HtmlUtils.htmlEscape(lines.get(i))));
        }
        to.append("</text>");
    }

    private static List<String> lines(String words, double width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (var word : words.split("\\s+")) {
            if (!line.isEmpty() && (line.length() + 1 + word.length()) * CHARACTER > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String name(@Nullable BaseElement element) {
        if (element instanceof TextAnnotation note) {
            return note.getText() == null ? "" : note.getText().getTextContent();
        }
        return element instanceof FlowElement step && step.getName() != null ? step.getName() : "";
    }

    private void grow(double x, double y) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
