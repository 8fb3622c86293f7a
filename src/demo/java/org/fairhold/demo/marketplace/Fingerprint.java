package org.fairhold.demo.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.StreamSupport;

/** What two requests have in common when they ask for the same thing: the order within a set says nothing. */
final class Fingerprint {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Fingerprint() {}

    /** SHA-256 in hexadecimal digits. */
    static String of(Record request) {
        var fields = new StringBuilder(request.getClass().getSimpleName());
        JSON.valueToTree(request)
                .fields()
                .forEachRemaining(field ->
                        fields.append('\n').append(field.getKey()).append('=').append(sorted(field.getValue())));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(fields.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode value) {
        if (!(value instanceof ArrayNode array)) {
            return value;
        }
        var elements = JSON.createArrayNode();
        StreamSupport.stream(array.spliterator(), false)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(elements::add);
        return elements;
    }
}
