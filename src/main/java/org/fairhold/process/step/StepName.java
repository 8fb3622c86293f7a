package org.fairhold.process.step;

import java.util.Arrays;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.fairhold.casework.Closing;

/**
 * What a step's id says beyond its verb: {@code requestFixCheck} is about the fix check, reads {@code fixCheckDays} and
 * sets {@code fixCheckDue}; {@code liftExpired} lifts because it expired. So an owner can add a step without a programmer.
 */
public record StepName(String object) {
    public static StepName of(DelegateExecution execution) {
        return of(execution.getCurrentActivityId());
    }

    static StepName of(String activityId) {
        int verbEnd = 0;
        while (verbEnd < activityId.length() && !Character.isUpperCase(activityId.charAt(verbEnd))) {
            verbEnd++;
        }
        if (verbEnd == activityId.length()) {
            throw new IllegalStateException("the id %s is a verb without an object".formatted(activityId));
        }
        return new StepName(activityId.substring(verbEnd));
    }

    /** The id of the step that comes next. */
    public static String following(DelegateExecution execution) {
        var here = (FlowNode) execution.getBpmnModelElementInstance();
        return here.getOutgoing().iterator().next().getTarget().getId();
    }

    /** The id of the table that was asked just before. */
    public static String tableBefore(DelegateExecution execution) {
        var here = (FlowNode) execution.getBpmnModelElementInstance();
        var before = here.getIncoming().iterator().next().getSource();
        if (before instanceof BusinessRuleTask asked) {
            return asked.getCamundaDecisionRef();
        }
        throw new IllegalStateException("%s follows no table".formatted(here.getId()));
    }

    /** The name of the variable that holds that property of the step. */
    public String variable(String property) {
        return object.substring(0, 1).toLowerCase(Locale.ROOT) + object.substring(1) + property;
    }

    /** The constant that the object names, in capital letters. */
    public <E extends Enum<E>> E as(Class<E> type) {
        var constant = object.replaceAll("(?<=.)(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "%s names none of %s".formatted(object, Arrays.toString(type.getEnumConstants()))));
    }

    /** How a case closes at a step of this name. */
    public Closing closing() {
        return switch (object) {
            case "Unfounded" -> Closing.NO_VIOLATION;
            case "WithoutMeasure" -> Closing.NO_MEASURE;
            case "WithoutHistory" -> Closing.NO_CONSISTENT_HISTORY;
            case "WithoutHarm" -> Closing.NO_HARM;
            case "WithoutSuspicion" -> Closing.NO_SUSPICION;
            case "Cleared" -> Closing.UNFOUNDED;
            case "AfterFraud" -> Closing.FRAUD_SETTLED;
            case "Restored" -> Closing.RESTORED;
            case "Warned" -> Closing.WARNED;
            case "Overturned" -> Closing.OVERTURNED;
            case "Withdrawn" -> Closing.WITHDRAWN;
            case "Decided" -> Closing.DECIDED;
            case "Refunded" -> Closing.REFUNDED;
            case "NotRefunded" -> Closing.NOT_REFUNDED;
            case "Settled" -> Closing.SETTLED;
            case "Lifted" -> Closing.MEASURE_ENDED;
            case "AccountClosed" -> Closing.ACCOUNT_CLOSED;
            default -> throw new IllegalStateException("no case closes as " + object);
        };
    }
}
