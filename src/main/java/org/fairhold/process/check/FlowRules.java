package org.fairhold.process.check;

import static java.util.stream.Collectors.toSet;
import static org.fairhold.process.check.Diagram.hasText;
import static org.fairhold.process.check.Diagram.incoming;
import static org.fairhold.process.check.Diagram.outgoing;

import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** How it flows and how it is drawn. */
final class FlowRules {
    private final Diagram diagram;

    FlowRules(Diagram diagram) {
        this.diagram = diagram;
    }

    void check() {
        gateways();
        flows();
        drawing();
    }

    private void gateways() {
        for (var gateway : diagram.all(Gateway.class)) {
            var id = gateway.getId();
            int in = incoming(gateway).size();
            int out = outgoing(gateway).size();
            diagram.require(in == 1 || out == 1, id, "a gateway splits or joins, not both");
            diagram.require(
                    gateway instanceof ExclusiveGateway
                            || gateway instanceof ParallelGateway
                            || gateway instanceof EventBasedGateway,
                    id,
                    "gateways are exclusive, parallel or event-based");
            if (gateway instanceof ExclusiveGateway question && out > 1) {
                split(question);
            } else {
                diagram.require(!hasText(gateway.getName()), id, "only a gateway that asks has a name");
            }
        }
    }

    private void split(ExclusiveGateway question) {
        var id = question.getId();
        diagram.require(
                hasText(question.getName()) && question.getName().endsWith("?"),
                id,
                "a gateway that splits asks a question");
        diagram.require(question.getDefault() != null, id, "a gateway that splits has a default flow");
        for (var flow : outgoing(question)) {
            diagram.require(hasText(flow.getName()), flow.getId(), "a flow out of a question is named with its answer");
            diagram.require(
                    flow.equals(question.getDefault()) == (flow.getConditionExpression() == null),
                    flow.getId(),
                    "every flow out of a question but the default has a condition");
        }
    }

    private void flows() {
        for (var node : diagram.all(FlowNode.class)) {
            var id = node.getId();
            var bySomethingElse =
                    node instanceof StartEvent || node instanceof BoundaryEvent || isEventSubProcess(node);
            var endsHere = node instanceof EndEvent || isEventSubProcess(node);
            diagram.require(bySomethingElse || !incoming(node).isEmpty(), id, "nothing leads here");
            diagram.require(endsHere || !outgoing(node).isEmpty(), id, "nothing follows, and it is no end");
            diagram.require(
                    !(isEventSubProcess(node) && isEventSubProcess(node.getParentElement())),
                    id,
                    "an event sub-process inside another one would only listen while that one runs");
            if (!(node instanceof Gateway)) {
                diagram.require(
                        incoming(node).size() <= 1 && outgoing(node).size() <= 1,
                        id,
                        "flows split and join at gateways");
                for (var flow : outgoing(node)) {
                    diagram.require(
                            flow.getConditionExpression() == null, flow.getId(), "conditions stand after a question");
                }
            }
        }
    }

    private static boolean isEventSubProcess(@Nullable ModelElementInstance element) {
        return element instanceof SubProcess inner && inner.triggeredByEvent();
    }

    private void drawing() {
        var shapes = diagram.all(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() != null && shape.getBounds() != null)
                .map(shape -> shape.getBpmnElement().getId())
                .collect(toSet());
        var edges = diagram.all(BpmnEdge.class).stream()
                .filter(edge ->
                        edge.getBpmnElement() != null && edge.getWaypoints().size() >= 2)
                .map(edge -> edge.getBpmnElement().getId())
                .collect(toSet());
        for (var node : diagram.all(FlowNode.class)) {
            diagram.require(shapes.contains(node.getId()), node.getId(), "it is not drawn");
        }
        for (var flow : diagram.all(SequenceFlow.class)) {
            diagram.require(edges.contains(flow.getId()), flow.getId(), "it is not drawn");
        }
    }
}
