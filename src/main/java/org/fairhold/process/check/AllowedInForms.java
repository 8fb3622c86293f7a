package org.fairhold.process.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The components of a form and what their texts hold. What stands here runs in the browser of the one who decides. */
final class AllowedInForms {
    private static final Set<String> COMPONENTS = Set.of(
            "default",
            "text",
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "checklist",
            "radio",
            "select",
            "datetime",
            "group",
            "separator",
            "spacer");

    private static final String VALUE = "(?:\"[^\"\\\\{}]*\"|\\d+(?:\\.\\d+)?|true|false)";
    private static final String COMPARISON = "[a-z][A-Za-z]* ?(?:=|!=|>=?|<=?) ?" + VALUE;
    private static final Pattern HIDES = Pattern.compile("=%s(?: (?:and|or) %s)*".formatted(COMPARISON, COMPARISON));

    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!?]");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{");

    /** An address anywhere but on the web or in the mail, however its scheme is disguised. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\]\\s*[(:]\\s*<?\\s*(?!https://|mailto:|#)\\S");

    private static final Pattern SCHEME = Pattern.compile("(?i)(java|vb)\\s*script\\s*:|\\bdata\\s*:[^ ]");

    private AllowedInForms() {}

    static Stream<Complaint> complaints(String file, JsonNode form) {
        return components(form).flatMap(component -> found(file, component));
    }

    private static Stream<JsonNode> components(JsonNode parent) {
        return Stream.concat(
                Stream.of(parent),
                StreamSupport.stream(parent.path("components").spliterator(), false)
                        .flatMap(AllowedInForms::components));
    }

    private static Stream<Complaint> found(String file, JsonNode component) {
        var element = component.has("key")
                ? component.path("key").asText()
                : component.path("id").asText("document");
        var type = component.path("type").asText();
        var known = COMPONENTS.contains(type)
                ? Stream.<String>empty()
                : Stream.of("a form holds no %s".formatted(type.isEmpty() ? "component without a type" : type));
        return Stream.concat(known, texts("", component)).map(rule -> new Complaint(file, element, rule));
    }

    private static Stream<String> texts(String path, JsonNode node) {
        if (node.isTextual()) {
            return text(path, node.asText());
        }
        if (node.isObject()) {
            return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) node::fields).spliterator(), false)
                    .filter(field -> !(path.isEmpty() && field.getKey().equals("components")))
                    .flatMap(field -> texts(path + "/" + field.getKey(), field.getValue()));
        }
        return StreamSupport.stream(node.spliterator(), false).flatMap(item -> texts(path, item));
    }

    private static Stream<String> text(String path, String text) {
        var rules = Stream.<String>builder();
        if (text.stripLeading().startsWith("=")
                && !(path.equals("/conditional/hide") && HIDES.matcher(text).matches())) {
            rules.add("a form holds no expression but to hide a field by comparing others: " + text);
        }
        if (TEMPLATE.matcher(text).find()) {
            rules.add("a form's text holds no expression: {{");
        }
        if (MARKUP.matcher(text).find()) {
            rules.add("a form's text holds no HTML");
        }
        if (ADDRESS.matcher(text).find() || SCHEME.matcher(text).find()) {
            rules.add("a link in a form begins with https:// or mailto:");
        }
        return rules.build();
    }
}
