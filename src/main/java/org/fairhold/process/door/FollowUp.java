package org.fairhold.process.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.rest.dto.task.TaskDto;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tasklist changes a task by sending all of it. When it is to be looked at again is its assignee's to say; everything else is
 * the desk's, so that the engine gets the stored task with that one date, whatever was sent.
 */
@Component
class FollowUp {
    private static final String FIELD = "followUp";
    private static final Set<String> OTHER_DATES = Set.of("created", "due", "lastUpdated");

    /** What the engine writes of a task that it gets; it cannot read back all that it tells. */
    private static final Set<String> WRITTEN = Set.of(
            "name",
            "description",
            "priority",
            "assignee",
            "owner",
            "delegationState",
            "due",
            FIELD,
            "parentTaskId",
            "caseInstanceId",
            "tenantId");

    private final TaskRules rules;
    private final ObjectMapper json = JacksonConfigurator.configureObjectMapper(new ObjectMapper());

    FollowUp(TaskRules rules) {
        this.rules = rules;
    }

    /** The stored task with the follow-up date of this body; refused unless that is all that is new. */
    JsonNode alone(String by, String taskId, JsonNode body) {
        var task = rules.find(by, taskId);
        if (!by.equals(task.getAssignee())) {
            throw Refused.forbidden("Only whoever has claimed a task says when to look at it again.");
        }
        ObjectNode stored = json.valueToTree(TaskDto.fromEntity(task));
        body.fields().forEachRemaining(field -> requireStored(field.getKey(), field.getValue(), stored));
        stored.set(FIELD, json.valueToTree(date(FIELD, body.path(FIELD))));
        return stored.retain(WRITTEN);
    }

    private void requireStored(String name, JsonNode value, ObjectNode stored) {
        var known = stored.path(name);
        var same = OTHER_DATES.contains(name)
                ? seconds(date(name, known)) == seconds(date(name, value))
                : known.equals(value) || (known.isMissingNode() && value.isNull());
        if (!name.equals(FIELD) && !same) {
            throw Refused.invalid(
                    name,
                    "Only the follow-up date can be changed here. If you changed nothing else, the task has moved on: load it again.");
        }
    }

    private @Nullable Date date(String name, JsonNode text) {
        try {
            if (text.isNull() || text.isTextual()) {
                return json.convertValue(text, Date.class);
            }
        } catch (IllegalArgumentException e) {
            // Refused like anything else that is not a date.
        }
        throw Refused.invalid(name, "Give a date and time such as 2026-11-21T09:00:00.000+0000, or null for none.");
    }

    /** Tasklist cuts the parts of a second off. */
    private static long seconds(@Nullable Date date) {
        return date == null ? -1 : Math.floorDiv(date.getTime(), 1000L);
    }
}
