package org.fairhold.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tika.Tika;

/** What a file may be. Told by what it holds, not by how it is called. */
public enum MediaType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    WEBP("image/webp", "webp"),
    TEXT("text/plain", "txt", "log", "md");

    private static final Tika DETECTION = new Tika();

    private final String code;
    private final List<String> extensions;

    MediaType(String code, String... extensions) {
        this.code = code;
        this.extensions = List.of(extensions);
    }

    static Optional<MediaType> of(byte[] content) {
        var detected = DETECTION.detect(content);
        return Stream.of(values()).filter(type -> type.code.equals(detected)).findFirst();
    }

    static MediaType named(String code) {
        return Stream.of(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** As HTTP calls it. */
    public String code() {
        return code;
    }

    /** The name with an ending that says what the file is. */
    String name(String stem) {
        var ending = stem.substring(stem.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return extensions.contains(ending) ? stem : stem + "." + extensions.get(0);
    }
}
