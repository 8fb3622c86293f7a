package org.fairhold.process.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.fairhold.Refused;

/**
 * A question to the engine made of values only. The engine looks for expressions at the top and evaluates those inside
 * {@code orQueries} (CVE-2026-109432), so here none passes at any depth, and no nesting that the web applications do not use.
 */
final class PlainQuery {
    private static final Set<String> COMPARISONS =
            Set.of("variables", "processVariables", "taskVariables", "caseInstanceVariables");

    private PlainQuery() {}

    /** Refused as INVALID, with the property that was wrong. */
    static void require(JsonNode query) {
        require(query, true);
    }

    private static void require(JsonNode query, boolean outermost) {
        if (!query.isObject()) {
            throw Refused.invalid("query", "A question to the engine is an object.");
        }
        query.fields().forEachRemaining(entry -> {
            var name = entry.getKey();
            var value = entry.getValue();
            requireNoExpression(name);
            if (name.equals("orQueries") && outermost && value.isArray()) {
                value.forEach(alternative -> require(alternative, false));
            } else if (name.equals("sorting") && value.isArray()) {
                value.forEach(one -> requireFields(one, Set.of("sortBy", "sortOrder", "parameters")));
            } else if (COMPARISONS.contains(name) && value.isArray()) {
                value.forEach(one -> requireFields(one, Set.of("name", "operator", "value")));
            } else if (!isPlain(value)) {
                throw Refused.invalid(name, "This must be a value or a list of values.");
            }
        });
    }

    private static void requireFields(JsonNode part, Set<String> known) {
        if (!part.isObject()) {
            throw Refused.invalid("query", "This part of the question must be an object.");
        }
        part.fields().forEachRemaining(entry -> {
            requireNoExpression(entry.getKey());
            var value = entry.getValue();
            var sortedByVariable = entry.getKey().equals("parameters")
                    && value.isObject()
                    && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode);
            if (!known.contains(entry.getKey()) || !(isPlain(value) || sortedByVariable)) {
                throw Refused.invalid(entry.getKey(), "This is not part of such a question.");
            }
        });
    }

    private static boolean isPlain(JsonNode value) {
        return value.isValueNode()
                || (value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode));
    }

    /** Also for the parameters of an address. */
    static void requireNoExpression(String property) {
        if (property.toLowerCase(Locale.ROOT).endsWith("expression")) {
            throw Refused.invalid(property, "Expressions are not allowed in questions to the engine.");
        }
    }
}
