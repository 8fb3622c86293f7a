package org.fairhold.process.check;

import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;

/** What a diagram refers to: tables, called processes, messages. */
final class ReferenceRules {
    private final Diagram diagram;

    ReferenceRules(Diagram diagram) {
        this.diagram = diagram;
    }

    void check() {
        tables();
        calls();
        messages();
    }

    private void tables() {
        for (var task : diagram.all(BusinessRuleTask.class)) {
            diagram.require(
                    diagram.set().hasTable(String.valueOf(task.getCamundaDecisionRef())),
                    task.getId(),
                    "there is no table " + task.getCamundaDecisionRef());
            diagram.require(
                    "latest".equals(task.getCamundaDecisionRefBinding()),
                    task.getId(),
                    "a table binds to its latest version");
        }
    }

    private void calls() {
        for (var call : diagram.all(CallActivity.class)) {
            diagram.require(
                    diagram.set().hasProcess(String.valueOf(call.getCalledElement())),
                    call.getId(),
                    "there is no process " + call.getCalledElement());
            diagram.require(
                    "deployment".equals(call.getCamundaCalledElementBinding()),
                    call.getId(),
                    "a called process binds to its deployment");
            diagram.require(
                    diagram.set().markup(diagram.file()).stream()
                            .anyMatch(piece -> piece.owner().equals(call.getId())
                                    && piece.attribute().equals("businessKey")),
                    call.getId(),
                    "a called process gets the case number as its business key");
        }
    }

    private void messages() {
        for (var event : diagram.all(CatchEvent.class)) {
            for (var definition : event.getEventDefinitions()) {
                if (definition instanceof MessageEventDefinition caught) {
                    var name = caught.getMessage() == null
                            ? ""
                            : String.valueOf(caught.getMessage().getName());
                    diagram.require(
                            diagram.code().sentMessages().contains(name),
                            event.getId(),
                            "nothing sends the message " + name);
                }
            }
        }
    }
}
