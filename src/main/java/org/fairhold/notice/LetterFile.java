package org.fairhold.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A file that process owners edit, at {@code <language>/<name>}.
 *
 * @param content with plain line ends
 */
record LetterFile(String language, String name, String content) {
    /** Where the build puts {@code processes/notices}. */
    static final String ROOT = "classpath*:processes/notices/";

    /** All files of that pattern in all languages; one that is not UTF-8, or is there twice, is refused. */
    static List<LetterFile> find(String root, String pattern) {
        List<LetterFile> files = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources(root + "*/" + pattern)) {
                var place = resource.getURL().getPath();
                var steps = place.split("/", -1);
                var file = new LetterFile(
                        steps[steps.length - 2],
                        steps[steps.length - 1],
                        decoded(place, resource.getInputStream().readAllBytes()));
                var twin = places.put(file.path(), place);
                if (twin != null) {
                    throw new IllegalStateException(file.path() + " is there twice: " + twin + " and " + place);
                }
                files.add(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The files in " + root + " cannot be read.", e);
        }
        return files;
    }

    static LetterFile of(String path, byte[] content) {
        var end = path.indexOf('/');
        return new LetterFile(path.substring(0, end), path.substring(end + 1), decoded(path, content));
    }

    String path() {
        return language + "/" + name;
    }

    private static String decoded(String place, byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.replaceFirst("^\uFEFF", "").replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(place + " is not written in UTF-8.", e);
        }
    }
}
