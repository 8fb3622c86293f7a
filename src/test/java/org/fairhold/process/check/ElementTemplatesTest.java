package org.fairhold.process.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fairhold.process.Step;
import org.junit.jupiter.api.Test;

/** What Camunda Modeler offers to an owner: the steps and the user tasks that the code has, and nothing that is refused. */
class ElementTemplatesTest {
    private static final Path FILE = Path.of(".camunda", "element-templates", "fairhold.json");
    private static final Path SCHEMA = Path.of("src", "test", "resources", "element-templates", "schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Code code = Code.ofTheDesk();

    /** Written by {@code mvn test -Dtest=ElementTemplatesTest -Dfairhold.templates=write}. */
    @Test
    void the_modeler_offers_the_steps_that_the_code_has() throws IOException {
        var current = written();
        if ("write".equals(System.getProperty("fairhold.templates"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, current);
        }

        assertThat(Files.readString(FILE))
                .as("%s is stale: mvn test -Dtest=ElementTemplatesTest -Dfairhold.templates=write", FILE)
                .isEqualTo(current);
    }

    @Test
    void the_modeler_can_read_them() throws IOException {
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(JSON.readTree(SCHEMA.toFile()));

        assertThat(schema.validate(JSON.readTree(FILE.toFile()))).isEmpty();
        assertThat(schema.validate(JSON.readTree("[{\"name\": \"without an id\"}]")))
                .isNotEmpty();
    }

    private String written() throws IOException {
        var templates = new ArrayList<Map<String, Object>>();
        code.steps().forEach((bean, type) -> templates.add(step(bean, type)));
        new TreeSet<>(code.forms().keySet()).forEach(form -> templates.add(userTask(form)));
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return JSON.writer(printer).writeValueAsString(templates) + "\n";
    }

    private static Map<String, Object> step(String bean, Class<?> type) {
        var step = type.getAnnotation(Step.class);
        var says = step.does() + said(" Reads ", step.reads()) + said(" Sets ", step.sets());
        var folder = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return template(
                bean,
                says,
                "bpmn:ServiceTask",
                folder,
                List.of(label(bean), hidden("camunda:delegateExpression", "${%s}".formatted(bean))));
    }

    private static String said(String verb, String[] variables) {
        return variables.length == 0 ? "" : verb + String.join(", ", variables) + ".";
    }

    private Map<String, Object> userTask(String form) {
        var fields = String.join(", ", new TreeSet<>(code.forms().getOrDefault(form, Set.of())));
        return template(
                form,
                "A person decides. The form asks for: %s.".formatted(fields),
                "bpmn:UserTask",
                "decision",
                List.of(
                        label(form),
                        hidden(
                                "camunda:formRef",
                                form.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT)),
                        hidden("camunda:formRefBinding", "deployment"),
                        hidden("camunda:asyncAfter", "true"),
                        hidden("camunda:priority", "${priority}"),
                        Map.of(
                                "label",
                                "Queue of",
                                "type",
                                "Dropdown",
                                "choices",
                                new TreeSet<>(code.groups())
                                        .stream()
                                                .map(group -> Map.of("name", group, "value", group))
                                                .toList(),
                                "binding",
                                Map.of("type", "property", "name", "camunda:candidateGroups"),
                                "constraints",
                                Map.of("notEmpty", true)),
                        Map.of(
                                "label",
                                "Due date",
                                "description",
                                "What the request before it sets: requestReview sets ${reviewDue}.",
                                "type",
                                "String",
                                "binding",
                                Map.of("type", "property", "name", "camunda:dueDate"),
                                "constraints",
                                Map.of(
                                        "notEmpty",
                                        true,
                                        "pattern",
                                        Map.of(
                                                "value", "\\$\\{[a-z][A-Za-z]*Due\\}",
                                                "message", "A variable that ends with Due, such as ${reviewDue}")))));
    }

    private static Map<String, Object> template(
            String id, String says, String element, String category, List<Map<String, Object>> properties) {
        var template = new LinkedHashMap<String, Object>();
        template.put("$schema", "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json");
        template.put("name", words(id));
        template.put("id", "org.fairhold." + id);
        template.put("description", says);
        template.put("appliesTo", List.of("bpmn:Task"));
        template.put("elementType", Map.of("value", element));
        template.put("category", sorted(Map.of("id", category, "name", words(category))));
        template.put(
                "properties",
                properties.stream().map(ElementTemplatesTest::sorted).toList());
        return template;
    }

    private static Map<String, Object> label(String id) {
        return Map.of(
                "label",
                "Label",
                "type",
                "String",
                "value",
                words(id),
                "binding",
                Map.of("type", "property", "name", "name"));
    }

    private static Map<String, Object> hidden(String property, String value) {
        return Map.of("type", "Hidden", "value", value, "binding", Map.of("type", "property", "name", property));
    }

    /** The same order in every run, all the way down. */
    private static Map<String, Object> sorted(Map<String, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((key, value) -> sorted.put(key, inOrder(value)));
        return sorted;
    }

    @SuppressWarnings("unchecked")
    private static Object inOrder(Object value) {
        if (value instanceof Map<?, ?> map) {
            return sorted((Map<String, ?>) map);
        }
        return value instanceof List<?> list
                ? list.stream().map(ElementTemplatesTest::inOrder).toList()
                : value;
    }

    private static String words(String id) {
        var words = id.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
