package org.fairhold.process.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** One diagram in its set, and what its rules found wrong with it. */
record Diagram(String file, BpmnModelInstance model, SetOfModels set, Code code, List<Complaint> complaints) {
    /** What is wrong with one diagram. */
    static List<Complaint> complaints(String file, SetOfModels set, Code code) {
        var diagram = new Diagram(file, set.diagram(file), set, code, new ArrayList<>());
        new MarkupRules(diagram).check();
        new StepRules(diagram).check();
        new UserTaskRules(diagram).check();
        new ReferenceRules(diagram).check();
        new FlowRules(diagram).check();
        return diagram.complaints;
    }

    void require(boolean holds, String element, String rule) {
        if (!holds) {
            complaints.add(new Complaint(file, element, rule));
        }
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    /** The flows as the engine follows them; the lists inside a node are the Modeler's and may be stale. */
    static List<SequenceFlow> incoming(FlowNode node) {
        return flowsBeside(node).filter(flow -> node.equals(flow.getTarget())).toList();
    }

    static List<SequenceFlow> outgoing(FlowNode node) {
        return flowsBeside(node).filter(flow -> node.equals(flow.getSource())).toList();
    }

    private static Stream<SequenceFlow> flowsBeside(FlowNode node) {
        return node.getParentElement().getChildElementsByType(SequenceFlow.class).stream();
    }

    List<BoundaryEvent> escalations(UserTask task) {
        return all(BoundaryEvent.class).stream()
                .filter(event -> task.equals(event.getAttachedTo()))
                .filter(event -> !event.cancelActivity() && cycle(event).isPresent())
                .filter(Diagram::leadsToTheLead)
                .toList();
    }

    private static boolean leadsToTheLead(BoundaryEvent event) {
        return outgoing(event).stream()
                .map(SequenceFlow::getTarget)
                .anyMatch(target -> target instanceof ServiceTask step
                        && step.getId().startsWith("escalate")
                        && "${escalateToLead}".equals(step.getCamundaDelegateExpression()));
    }

    static Optional<String> cycle(BoundaryEvent event) {
        return event.getEventDefinitions().stream()
                .filter(TimerEventDefinition.class::isInstance)
                .map(timer -> ((TimerEventDefinition) timer).getTimeCycle())
                .filter(Objects::nonNull)
                .map(time -> time.getTextContent().strip())
                .findFirst();
    }

    /** A step that the code does. */
    record Step(String id, Optional<String> bean) {}

    List<Step> steps() {
        return set.steps(file);
    }

    static Stream<Step> steps(BpmnModelInstance model) {
        return Stream.concat(
                model.getModelElementsByType(ServiceTask.class).stream()
                        .map(task -> new Step(task.getId(), bean(task.getCamundaDelegateExpression()))),
                model.getModelElementsByType(SendTask.class).stream()
                        .map(task -> new Step(task.getId(), bean(task.getCamundaDelegateExpression()))));
    }

    private static Optional<String> bean(@Nullable String expression) {
        return Optional.ofNullable(expression).flatMap(Expressions::name);
    }

    static String verb(String id) {
        return id.replaceFirst("[A-Z].*", "");
    }

    static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    static boolean hasDocumentation(BaseElement element) {
        return element.getDocumentations().stream()
                .anyMatch(text -> text.getTextContent().strip().endsWith("."));
    }

    static String uncapitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
