package org.fairhold.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file that process owners edit, at {@code <language>/<name>}.
 *
 * @param content with plain line ends
 */
record LetterFile(String language, String name, String content) {
    /** Where they stand below {@code processes/}. */
    static final String FOLDER = "notices";

    /** The files whose name ends so, of all languages, by their names below {@code processes/}. */
    static Stream<LetterFile> named(String end, Map<String, byte[]> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(end))
                .map(file -> of(file.getKey().substring(FOLDER.length() + 1), file.getValue()));
    }

    /** @throws IllegalStateException when it is not UTF-8 */
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
