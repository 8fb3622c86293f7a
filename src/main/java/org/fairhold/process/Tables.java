package org.fairhold.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.fairhold.casework.Review;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The owners' tables. Each output of a table's matching rule becomes the variable of the same name, so that a column added
 * by an owner is a variable at once.
 */
@Component
public class Tables extends AbstractBpmnParseListener {
    private final RepositoryService repository;
    private final DecisionService decisions;

    Tables(@Lazy RepositoryService repository, @Lazy DecisionService decisions) {
        this.repository = repository;
        this.decisions = decisions;
    }

    /** What the newest version of a table says to these variables, for somebody who looks ahead. */
    public Map<String, Object> ask(String table, Map<String, Object> variables) {
        return decisions
                .evaluateDecisionByKey(table)
                .variables(variables)
                .evaluate()
                .getSingleResult();
    }

    /** What the newest version of a table saw in these variables, by the labels of its columns. */
    public List<Review.Input> seen(String table, VariableScope scope) {
        var definition = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(table)
                .latestVersion()
                .singleResult();
        return repository.getDmnModelInstance(definition.getId()).getModelElementsByType(Input.class).stream()
                .map(input -> new Review.Input(
                        input.getLabel(),
                        value(scope.getVariable(
                                input.getInputExpression().getText().getTextContent()))))
                .toList();
    }

    private static String value(@Nullable Object seen) {
        if (seen instanceof Double share) {
            return String.format(Locale.ROOT, "%.2f", share);
        }
        return seen == null ? "–" : seen.toString();
    }

    /** The deployed version of a table that a decision taken now rests on. */
    public int version(String table) {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(table)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    /** A rule in the owner's own words, or its id where the owner wrote none. */
    public String words(String table, int version, String rule) {
        var definition = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(table)
                .decisionDefinitionVersion(version)
                .singleResult();
        if (definition == null) {
            return rule;
        }
        DmnModelInstance model = repository.getDmnModelInstance(definition.getId());
        if (model.getModelElementById(rule) instanceof Rule found && found.getDescription() != null) {
            return found.getDescription().getTextContent();
        }
        return rule;
    }

    @Override
    public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) Tables::takeOutputs);
    }

    private static void takeOutputs(DelegateExecution execution) {
        var result = (DmnDecisionResult) execution.getVariable("decisionResult");
        Map<String, Object> outputs = result == null || result.isEmpty() ? Map.of() : result.getSingleResult();
        if (outputs.isEmpty()) {
            throw new IllegalStateException("no rule of the table matches at " + execution.getCurrentActivityId());
        }
        outputs.forEach((name, value) -> {
            if (value != null) {
                execution.setVariable(name, value);
            }
        });
    }
}
