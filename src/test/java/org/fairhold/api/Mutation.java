package org.fairhold.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A good body with one field changed, as its schema suggests.
 *
 * @param field the field as a problem names it, such as {@code facts[0].text}
 */
record Mutation(String what, String field, ObjectNode body) {
    private static final JsonNodeFactory NEW = JsonNodeFactory.instance;
    private static final List<String> ODD = List.of(
            "",
            " ",
            "a b",
            "\u00e4",
            "\u0000",
            "a\u0000b",
            "\ud83d",
            "x".repeat(65),
            "no-such-value",
            "1",
            "A".repeat(65));

    /** Every field with what its schema forbids: missing, null, of another type, too long, of another form, unknown. */
    static List<Mutation> bad(OpenApi.Found schema, ObjectNode good) {
        var bad = new Walk(good, true);
        bad.object(schema, "", "");
        return bad.found;
    }

    /** Every field with the longest and largest values that its schema allows, and left out where it may be. */
    static List<Mutation> extreme(OpenApi.Found schema, ObjectNode good) {
        var extreme = new Walk(good, false);
        extreme.object(schema, "", "");
        return extreme.found;
    }

    /** Goes through a schema and the good body side by side. */
    private static final class Walk {
        private final ObjectNode good;
        private final boolean bad;
        private final List<Mutation> found = new ArrayList<>();

        Walk(ObjectNode good, boolean bad) {
            this.good = good;
            this.bad = bad;
        }

        void object(OpenApi.Found schema, String pointer, String field) {
            var required = new TreeSet<String>();
            schema.node().path("required").forEach(name -> required.add(name.asText()));
            if (bad) {
                add("unknown field", pointer + "/surprise", join(field, "surprise"), LongNode.valueOf(1));
            }
            schema.node().path("properties").fieldNames().forEachRemaining(name -> {
                var at = pointer + "/" + name;
                var named = join(field, name);
                if (bad == required.contains(name)) {
                    add("missing", at, named, null);
                }
                value(schema.at("/properties/" + name), required.contains(name), at, named);
            });
        }

        private void value(OpenApi.Found schema, boolean required, String pointer, String field) {
            var nullable = schema.node().path("anyOf").size() == 2
                    || schema.node().path("type").toString().contains("null")
                    || schema.node().path("enum").toString().contains("null");
            if (bad != nullable) {
                add("null", pointer, field, NullNode.instance);
            }
            if (nullable == required) {
                throw new AssertionError(schema + ": what may be absent may be null");
            }
            var here = schema.node().has("anyOf") ? schema.at("/anyOf/0") : schema;
            switch (type(here.node())) {
                case "object" -> {
                    wrong(
                            pointer,
                            field,
                            TextNode.valueOf("x"),
                            LongNode.valueOf(5),
                            NEW.arrayNode(),
                            BooleanNode.TRUE);
                    object(here, pointer, field);
                }
                case "array" -> array(here, pointer, field);
                case "integer" -> integer(here.node(), pointer, field);
                case "boolean" ->
                    wrong(
                            pointer,
                            field,
                            TextNode.valueOf("true"),
                            LongNode.valueOf(1),
                            TextNode.valueOf(""),
                            NEW.objectNode());
                default -> string(here.node(), pointer, field);
            }
        }

        private void array(OpenApi.Found schema, String pointer, String field) {
            var max = schema.node().get("maxItems").asInt();
            var first = good.at(pointer).get(0);
            if (bad) {
                wrong(pointer, field, TextNode.valueOf("x"), NEW.objectNode(), LongNode.valueOf(1), NEW.arrayNode());
                add("too many", pointer, field, times(first, max + 1));
                wrong(pointer + "/0", field + "[0]", NullNode.instance, NEW.arrayNode());
            } else {
                add("as many as may be", pointer, field, times(first, max));
            }
            value(schema.at("/items"), true, pointer + "/0", field + "[0]");
        }

        private void integer(JsonNode schema, String pointer, String field) {
            wrong(
                    pointer,
                    field,
                    TextNode.valueOf("1"),
                    DoubleNode.valueOf(1.5),
                    BooleanNode.TRUE,
                    NEW.objectNode(),
                    NEW.arrayNode().add(1),
                    NEW.numberNode(new java.math.BigInteger("9223372036854775808")));
            var min = schema.get("minimum").asLong();
            var max = schema.has("maximum")
                    ? schema.get("maximum").asLong()
                    : schema.path("format").asText().equals("int64") ? Long.MAX_VALUE : Integer.MAX_VALUE;
            if (bad) {
                add("too small", pointer, field, LongNode.valueOf(min - 1));
                if (max < Long.MAX_VALUE) {
                    add("too large", pointer, field, LongNode.valueOf(max + 1));
                }
            } else {
                add("smallest", pointer, field, LongNode.valueOf(min));
                add("largest", pointer, field, LongNode.valueOf(max));
            }
        }

        private void string(JsonNode schema, String pointer, String field) {
            wrong(
                    pointer,
                    field,
                    LongNode.valueOf(5),
                    DoubleNode.valueOf(1.5),
                    BooleanNode.TRUE,
                    NEW.objectNode(),
                    NEW.arrayNode().add("x"));
            if (schema.has("maxLength")) {
                var max = schema.get("maxLength").asInt();
                if (bad) {
                    add("too long", pointer, field, TextNode.valueOf("x".repeat(max + 1)));
                } else if (!schema.has("format")) {
                    add("longest", pointer, field, TextNode.valueOf("x".repeat(max)));
                }
            }
            for (var text : ODD) {
                if (bad && forbids(schema, text)) {
                    add("form", pointer, field, TextNode.valueOf(text));
                }
            }
        }

        private static boolean forbids(JsonNode schema, String text) {
            return text.indexOf(0) >= 0
                    || text.equals("\ud83d")
                    || schema.has("enum")
                    || schema.has("const")
                    || schema.has("format")
                    || text.length() < schema.path("minLength").asInt()
                    || (schema.has("pattern")
                            && !Pattern.compile(schema.get("pattern").asText())
                                    .matcher(text)
                                    .find());
        }

        private void wrong(String pointer, String field, JsonNode... values) {
            if (bad) {
                for (var value : values) {
                    add("wrong type", pointer, field, value);
                }
            }
        }

        private static ArrayNode times(JsonNode item, int times) {
            var items = NEW.arrayNode();
            for (int i = 0; i < times; i++) {
                items.add(item);
            }
            return items;
        }

        private static String type(JsonNode schema) {
            var type = schema.path("type");
            return type.isArray() ? type.get(0).asText() : type.asText("string");
        }

        private static String join(String field, String name) {
            return field.isEmpty() ? name : field + "." + name;
        }

        private void add(String what, String pointer, String field, @Nullable JsonNode value) {
            var body = good.deepCopy();
            var at = JsonPointer.compile(pointer);
            var parent = body.at(at.head());
            if (parent instanceof ArrayNode array) {
                array.set(at.last().getMatchingIndex(), value);
            } else if (value == null) {
                ((ObjectNode) parent).remove(at.last().getMatchingProperty());
            } else {
                ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
            }
            found.add(new Mutation(field + " " + what, field, body));
        }
    }
}
