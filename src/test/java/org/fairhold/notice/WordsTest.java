package org.fairhold.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private Path root;

    @BeforeEach
    void anEmptyDirectory(@TempDir Path directory) {
        root = directory;
    }

    @Test
    void a_code_has_a_word_in_the_readers_language() throws IOException {
        write("en", "permission.APPLY=apply for jobs\n");
        write("de", "permission.APPLY=sich für Aufträge bewerben\n");

        assertThat(words().of("de", "permission.APPLY")).isEqualTo("sich für Aufträge bewerben");
        assertThat(words().of("fr", "permission.APPLY")).as("not translated").isEqualTo("apply for jobs");
    }

    @Test
    void an_unknown_code_is_refused_by_name() throws IOException {
        write("en", "permission.APPLY=apply for jobs\n");

        assertThatThrownBy(() -> words().of("en", "permission.FLY"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("permission.FLY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"permission.APPLY=\n", "permission.APPLY=  \n", "permission.APPLY=\\u12\n"})
    void a_broken_file_is_refused_by_name(String content) throws IOException {
        write("en", content);

        assertThatThrownBy(this::words)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("en/words.properties");
    }

    private Words words() {
        try {
            var read = Words.read(ProcessSet.in(root).files());
            return new Words(() -> read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String language, String content) throws IOException {
        var folder = root.resolve("notices").resolve(language);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("words.properties"), content);
    }
}
