package org.fairhold.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.format.PatternFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what goes over the wire against the committed OpenAPI file, more strictly than a client should: a field, a status or a
 * content type that the file does not name is an error.
 */
public final class OpenApi {
    private static final String ID = "https://fairhold.example/openapi";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final String covered;
    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig strict =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    public OpenApi() {
        this("/openapi/fairhold.yaml", "/api/v1/");
    }

    /**
     * @param resource the file
     * @param covered what its paths begin with
     */
    public OpenApi(String resource, String covered) {
        this.covered = covered;
        try (var file = OpenApi.class.getResourceAsStream(resource)) {
            document = new YAMLMapper().readTree(file);
            var closed = document.deepCopy();
            close(closed.at("/components/schemas"));
            schemas = JsonSchemaFactory.builder()
                    .metaSchema(language(document))
                    .defaultMetaSchemaIri(JsonMetaSchema.getV202012().getIri())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, closed.toString())))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON Schema 2020-12 around which OpenAPI has its own words; an address may end as invented ones do. */
    private static JsonMetaSchema language(JsonNode document) {
        var words = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .format(PatternFormat.of("email", "[^@]+@[^@]+", null));
        names(document).forEach(name -> words.keyword(new NonValidationKeyword(name)));
        return words.build();
    }

    private static void close(JsonNode schema) {
        if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(OpenApi::close);
    }

    /**
     * Throws AssertionError, naming call, status and what is wrong, unless the file describes this exchange. What is outside of
     * its paths is not the file's.
     *
     * @param path with its query, if it has one
     * @param request held against the file only where it was accepted; null or empty: none was sent
     */
    public void check(
            String method,
            String path,
            @Nullable String request,
            int status,
            @Nullable String contentType,
            @Nullable String response) {
        if (!path.startsWith(covered)) {
            return;
        }
        var exchange = "%s %s → %d".formatted(method, path, status);
        var operation = operation(method, path, exchange);
        if (status < 300) {
            checkQuery(operation, path, exchange);
            checkRequest(operation, request, exchange);
        }
        checkResponse(operation, status, contentType, response, exchange);
    }

    private void checkQuery(Found operation, String path, String exchange) {
        var query = path.indexOf('?');
        if (query < 0) {
            return;
        }
        var known = new TreeSet<String>();
        for (var parameter : operation.node().path("parameters")) {
            var declared = resolve(parameter);
            if (declared.path("in").asText().equals("query")) {
                known.add(declared.path("name").asText());
            }
        }
        for (var pair : path.substring(query + 1).split("&")) {
            var name = pair.split("=", 2)[0];
            if (!known.contains(name)) {
                throw new AssertionError(
                        "%s: the file knows no query parameter %s, only %s".formatted(exchange, name, known));
            }
        }
    }

    private void checkRequest(Found operation, @Nullable String request, String exchange) {
        var body = operation.at("/requestBody");
        if (request == null || request.isBlank()) {
            var json = body.at("/content/application~1json");
            if (body.node().path("required").asBoolean() && !json.isMissing()) {
                throw new AssertionError(exchange + ": the file requires a body");
            }
        } else if (body.isMissing()) {
            throw new AssertionError(exchange + ": the file knows no body of this call");
        } else {
            body.at("/content/application~1json/schema").check(request, exchange + ": request");
        }
    }

    private void checkResponse(
            Found operation, int status, @Nullable String contentType, @Nullable String response, String exchange) {
        var answer = operation.at("/responses/" + status);
        if (answer.isMissing()) {
            throw new AssertionError("%s: the file knows only %s"
                    .formatted(exchange, names(operation.node().path("responses"))));
        }
        var content = answer.at("/content");
        var hasBody = response != null && !response.isEmpty();
        if (content.isMissing()) {
            if (hasBody) {
                throw new AssertionError(exchange + ": the file knows no body of this answer");
            }
            return;
        }
        var type = Objects.requireNonNullElse(contentType, "")
                .split(";")[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        var media = content.at("/" + type.replace("~", "~0").replace("/", "~1"));
        if (media.isMissing()) {
            throw new AssertionError(
                    "%s: content type %s, the file knows %s".formatted(exchange, contentType, names(content.node())));
        }
        var schema = media.at("/schema");
        if (!schema.isMissing()) {
            var texts = Objects.requireNonNullElse(response, "");
            (type.endsWith("jsonl") ? texts.lines() : Stream.of(texts))
                    .forEach(text -> schema.check(text, exchange + ": answer"));
        }
    }

    boolean knows(String method, String path) {
        return find(method, path) != null;
    }

    private Found operation(String method, String path, String exchange) {
        var call = find(method, path);
        if (call == null) {
            throw new AssertionError(exchange + ": the file knows no such call");
        }
        return found(call);
    }

    private @Nullable Call find(String method, String path) {
        var asked = path.split("\\?", 2)[0].split("/", -1);
        return calls().stream()
                .filter(call -> call.method().equalsIgnoreCase(method)
                        && matches(call.path().split("/", -1), asked))
                .max(Comparator.comparing(call -> call.path().length()))
                .orElse(null);
    }

    private static boolean matches(String[] template, String[] asked) {
        if (template.length != asked.length) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            var part = template[i];
            if (part.startsWith("{")
                    ? !asked[i].endsWith(part.substring(part.indexOf('}') + 1))
                    : !part.equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    /** One call that the file describes, its method in capitals. */
    public record Call(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Every call in the file. */
    public List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (var path : names(document.path("paths"))) {
            for (var method : names(document.path("paths").path(path))) {
                if (METHODS.contains(method)) {
                    calls.add(new Call(method.toUpperCase(Locale.ROOT), path));
                }
            }
        }
        return calls;
    }

    Found found(Call call) {
        return new Found(
                "/paths/" + call.path().replace("/", "~1") + "/" + call.method().toLowerCase(Locale.ROOT));
    }

    Found root() {
        return new Found("");
    }

    /** The node itself, or what its reference points to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A place in the file, behind its reference if it was one. */
    final class Found {
        private final String pointer;

        private Found(String pointer) {
            var node = document.at(pointer);
            this.pointer = node.has("$ref") ? node.get("$ref").asText().substring(1) : pointer;
        }

        JsonNode node() {
            return document.at(pointer);
        }

        boolean isMissing() {
            return node().isMissingNode();
        }

        Found at(String further) {
            return new Found(pointer + further);
        }

        @Override
        public String toString() {
            return pointer;
        }

        /** Throws AssertionError unless the text is JSON of this schema. */
        void check(String text, String what) {
            JsonNode value;
            try {
                value = JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(what + " is not JSON: " + text, e);
            }
            var errors = schemas.getSchema(SchemaLocation.of(ID + "#" + pointer), strict)
                    .validate(value);
            if (!errors.isEmpty()) {
                throw new AssertionError(errors.stream()
                        .map(ValidationMessage::toString)
                        .collect(Collectors.joining("\n  ", what + " is not as the file says:\n  ", "\n  " + text)));
            }
        }
    }
}
