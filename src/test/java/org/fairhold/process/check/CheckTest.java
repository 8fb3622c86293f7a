package org.fairhold.process.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Notices, policies and stray files are held to the same checks as diagrams. */
class CheckTest {
    private static final Check CHECK = new Check();
    private static ProcessSet files;

    @BeforeAll
    static void read() throws Exception {
        files = ProcessSet.in(Path.of("processes"));
    }

    @Test
    void the_files_in_the_application_are_those_in_the_folder() throws Exception {
        var packed = ProcessSet.onTheClassPath();

        assertThat(packed.files()).containsAllEntriesOf(files.files());
        assertThat(packed.deployed().keySet())
                .isEqualTo(files.deployed().keySet())
                .contains("report/triage.dmn")
                .doesNotContain("notices/en/late.txt");
    }

    @Test
    void a_broken_notice_is_refused_with_its_line() {
        var complaints = CHECK.complaints(files.with("notices/en/late.txt", "Subject:", "Subject: {oops"));

        assertThat(complaints)
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.file()).isEqualTo("notices/en/late.txt"))
                .satisfies(complaint -> assertThat(complaint.element()).matches("line \\d+, column \\d+"));
    }

    @Test
    void a_notice_in_another_encoding_and_words_without_a_word_are_refused() {
        var broken = files.with("notices/en/late.txt", new byte[] {'S', (byte) 0xfc})
                .with("notices/de/words.properties", "WARNING=\n".getBytes(UTF_8));

        assertThat(CHECK.complaints(broken))
                .extracting(Complaint::file)
                .contains("notices/en/late.txt", "notices/de/words.properties");
    }

    @Test
    void a_clause_without_its_english_words_or_with_broken_yaml_is_refused() {
        var wordless = files.without("policies/non-payment/1.en.yaml");
        var broken = files.with("policies/others-work/clause.yaml", "clause: [".getBytes(UTF_8));

        assertThat(CHECK.complaints(wordless))
                .extracting(Complaint::toString)
                .containsExactly("policies/non-payment/clause.yaml, document: no text for NON_PAYMENT version 1");
        assertThat(CHECK.complaints(broken))
                .extracting(Complaint::file)
                .containsExactly("policies/others-work/clause.yaml");
    }

    @Test
    void a_file_that_would_be_ignored_is_refused() {
        var stray = List.of("triage.dmn", "report/old/report.bpmn", "report/report.bpmn.bak", "notices/late.txt");

        for (var name : stray) {
            assertThat(CHECK.complaints(files.with(name, new byte[0])))
                    .extracting(Complaint::file)
                    .contains(name);
        }
    }
}
