package org.fairhold.process.form;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.variable.VariableMap;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Puts the desk's own check in front of every user task. A task completes only with a decision that a signed-in human made
 * at it and the domain keeps (never-rule 3); nothing that was typed becomes a process variable.
 */
@Component
class DeskForms extends AbstractBpmnParseListener {
    private final Map<String, DeskForm> forms;
    private final Decisions decisions;

    DeskForms(@Lazy Map<String, DeskForm> forms, @Lazy Decisions decisions) {
        this.forms = forms;
        this.decisions = decisions;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.setTaskFormHandler(new Handler(definition.getTaskFormHandler()));
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, task -> {
            if (!decisions.madeAt(task.getId())) {
                throw new IllegalStateException("a task completes only through its form");
            }
        });
    }

    private void submit(TaskEntity task, Map<String, Object> fields) {
        var by = signedIn();
        if (task.getAssignee() == null) {
            throw Refused.conflict("Claim the task first.");
        }
        if (!task.getAssignee().equals(by)) {
            throw Refused.conflict("%s has claimed this task.".formatted(task.getAssignee()));
        }
        var step = task.getTaskDefinitionKey();
        var form = forms.get(step);
        if (form == null) {
            throw new IllegalStateException("there is no form for " + step);
        }
        var number = new CaseNumber(task.getExecution().getProcessBusinessKey());
        form.submit(new Signature(number, task.getId(), step, by), new Answers(fields), task);
    }

    /** Refused as FORBIDDEN when nobody is signed in: a machine cannot decide. */
    private static String signedIn() {
        @Nullable String user = Context.getCommandContext().getAuthenticatedUserId();
        if (user == null) {
            throw Refused.forbidden("Nobody is signed in; a decision needs a human.");
        }
        return user;
    }

    /** Shows the form as the diagram says, and takes what was typed to the domain. */
    private final class Handler implements TaskFormHandler {
        private final TaskFormHandler asDrawn;

        Handler(TaskFormHandler asDrawn) {
            this.asDrawn = asDrawn;
        }

        @Override
        public void parseConfiguration(
                Element element, DeploymentEntity deployment, ProcessDefinitionEntity definition, BpmnParse parse) {
            asDrawn.parseConfiguration(element, deployment, definition, parse);
        }

        @Override
        public TaskFormData createTaskForm(TaskEntity task) {
            return asDrawn.createTaskForm(task);
        }

        @Override
        public void submitFormVariables(VariableMap properties, VariableScope scope) {
            try {
                submit((TaskEntity) scope, Objects.requireNonNull(properties));
            } catch (Refused refused) {
                throw answer(refused);
            }
        }

        /** With the status that Tasklist's API answers. */
        private static RuntimeException answer(Refused refused) {
            return refused.kind() == Refused.Kind.INVALID
                    ? new FormFieldValidationException(
                            refused.field(), "%s: %s".formatted(refused.field(), refused.reason()))
                    : new RestException(Status.fromStatusCode(refused.kind().status()), refused.reason());
        }
    }
}
