package org.fairhold.process.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owners may say of the bodies outside. */
class BodiesTest {
    private static final String MEDIATOR = "bodies/mediation-example.yaml";
    private static final String BODY = "bodies/ods-example.yaml";
    private static ProcessSet files;

    @BeforeAll
    static void read() throws IOException {
        files = ProcessSet.in(Path.of("processes"));
    }

    @Test
    void a_set_with_fewer_than_two_mediators_is_refused_by_the_law_that_wants_them() {
        assertThat(complaints(files)).isEqualTo("[]");

        assertThat(complaints(files.without(MEDIATOR))).contains("two or more mediators");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                BODY + "| certifiedBy: | # | who certified it",
                BODY + "| https:// | http:// | an address with https",
                BODY + "| OUT_OF_COURT_BODY | COURT | COURT",
                BODY + "| languages: [en, de] | languages: [] | at least one language",
                BODY + "| ODS_EXAMPLE | ods example | capital letters",
                BODY + "| ODS_EXAMPLE | MEDIATION_EXAMPLE | another file names MEDIATION_EXAMPLE too",
                BODY + "| usualFee: | price: | price",
                MEDIATOR + "| Schlichtungsstelle Beispiel | '\"\"' | has a name",
            })
    void a_body_that_nobody_could_turn_to_is_refused(String file, String piece, String instead, String why) {
        assertThat(complaints(files.with(file, piece, instead))).contains(why);
    }

    @Test
    void a_file_that_is_no_body_has_no_place_beside_them() {
        assertThat(complaints(files.with("bodies/notes.txt", "x".getBytes(UTF_8))))
                .contains("no file of this name");
    }

    @ParameterizedTest
    @CsvSource({"20, 21", "90, 91", "180, 181"})
    void a_clock_that_the_law_does_not_give_is_refused(int days, int more) {
        var changed = files.with(
                "mediation/mediation-times.dmn", "<text>%d</text>".formatted(days), "<text>%d</text>".formatted(more));

        assertThat(complaints(changed)).contains("at most " + days);
    }

    private static String complaints(ProcessSet changed) {
        return new Check().complaints(changed).toString();
    }
}
