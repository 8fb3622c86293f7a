package org.fairhold.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the EU's own rules said to real elements (the Commission's code was run on them), and what it does not check itself. */
class DatabaseRulesTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static JsonNode read(String name) {
        try (var file = DatabaseRulesTest.class.getResourceAsStream("/dsa/" + name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<JsonNode> accepted() {
        return StreamSupport.stream(read("accepted.json").get("statements").spliterator(), false);
    }

    static Stream<JsonNode> refused() {
        return StreamSupport.stream(read("refused.json").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void what_the_database_takes_may_leave(JsonNode element) {
        assertThat(DatabaseRules.broken(element)).isEmpty();
    }

    /** In {@code expect} stand the field and the rule in the Commission's words. */
    @ParameterizedTest
    @MethodSource("refused")
    void what_the_database_refuses_stays_here_and_its_field_is_named(JsonNode refusal) {
        var field = refusal.get("expect").asText().split(":")[0];

        assertThat(DatabaseRules.broken(refusal.get("statement")))
                .as(refusal.get("name").asText())
                .hasSize(1)
                .allSatisfy(rule -> assertThat(rule).startsWith(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "end_date_service_restriction | \"2026-11-19\" | is not before application_date",
                "decision_monetary | \"null\" | is none of its values",
                "decision_account | null | may be left out, and not be null",
                "incompatible_content_illegal | null | may be left out, and not be null",
                "content_type | [] | has at least one value",
                "territorial_scope | [\"EL\"] | is none of its values",
                "content_language | \"XX\" | is none of its values",
                "puid | \"S 1001\" | has letters, digits, - and _ only",
                "puid | \"Sä\" | has letters, digits, - and _ only",
                "content_date | \"1999-12-31\" | lies between",
                "application_date | \"2026-02-30\" | is a day",
                "application_date | \"2038-01-02\" | lies between",
                "automated_decision | \"No\" | is none of its values",
                "holder_name | \"Anna\" | is no field of the database",
                "decision_facts | \" \" | is words",
            })
    void what_the_database_takes_by_mistake_or_drops_without_a_word_stays_here(String field, String value, String rule)
            throws IOException {
        var element = (ObjectNode) accepted().findFirst().orElseThrow().deepCopy();

        element.set(field, JSON.readTree(value));

        assertThat(DatabaseRules.broken(element)).contains(field + ": " + full(element, field, rule));
    }

    private static String full(JsonNode element, String field, String rule) {
        return DatabaseRules.broken(element).stream()
                .filter(one -> one.startsWith(field + ": " + rule))
                .findFirst()
                .map(one -> one.substring(field.length() + 2))
                .orElse(rule);
    }

    @Test
    void each_field_that_is_required_is_named_when_it_is_missing() {
        for (var field : new String[] {"puid", "category", "decision_facts", "source_type", "automated_detection"}) {
            var element = (ObjectNode) accepted().findFirst().orElseThrow().deepCopy();

            element.remove(field);

            assertThat(DatabaseRules.broken(element)).containsExactly(field + ": is required");
        }
    }
}
