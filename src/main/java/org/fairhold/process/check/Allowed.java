package org.fairhold.process.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What may stand in a file that the engine gets, whatever set it comes with: only what is listed. The check asks this of
 * every file; the engine's guard asks it again of every deployment, whoever made it.
 */
public final class Allowed {
    private static final int BYTES_MAX = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Allowed() {}

    /** What may not stand in this file; empty when it can do no harm. */
    public static List<Complaint> complaints(String file, byte[] content, Code code) {
        if (content.length > BYTES_MAX) {
            return List.of(new Complaint(file, "document", "a file has at most %d bytes".formatted(BYTES_MAX)));
        }
        try {
            return found(file, content, code).distinct().toList();
        } catch (Exception e) {
            return List.of(unreadable(file, e));
        }
    }

    private static Stream<Complaint> found(String file, byte[] content, Code code) throws Exception {
        var name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".bpmn")) {
            return AllowedInDiagrams.complaints(file, Markup.pieces(new ByteArrayInputStream(content)), code);
        }
        if (name.endsWith(".dmn")) {
            return AllowedInTables.complaints(file, Markup.pieces(new ByteArrayInputStream(content)));
        }
        if (name.endsWith(".form")) {
            JsonNode form = JSON.readTree(content);
            return AllowedInForms.complaints(file, form);
        }
        return Stream.of(
                new Complaint(file, "document", "the engine gets diagrams, tables and forms: .bpmn, .dmn, .form"));
    }

    static Complaint unreadable(String file, Exception e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return new Complaint(file, "document", "it cannot be read: " + cause.getMessage());
    }
}
