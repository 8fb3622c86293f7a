package org.fairhold.process.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You sent copied applications or showed the work of others.⏎⏎{facts} | offers no choice: “or”",
                "- You sent spam.⏎- You lied.⏎⏎{facts} | offers no choice: “- You sent spam.”",
                "Sie haben entweder kopiert oder gelogen.⏎⏎{facts} | offers no choice: “oder”",
                "You did this: [what they did]⏎⏎{facts} | nobody has filled this in",
                "TODO⏎⏎{facts} | nobody has filled this in",
                "`` | a statement must say this",
                "{facts}⏎⏎## And then⏎⏎## What else | it is empty",
            },
            quoteCharacter = '`')
    void A_10_a_statement_with_a_hole_or_a_choice_of_accusations_is_refused(String instead, String rule) {
        var name = "notices/en/statement-restriction.txt";

        var complaints = CHECK.complaints(files.with(name, "{facts}", instead.replace('⏎', '\n')));

        assertThat(complaints)
                .extracting(Complaint::toString)
                .anySatisfy(one -> assertThat(one).startsWith(name).contains(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "export: true,export: perhaps",
        "SCAMS_AND_FRAUD,SCAMS",
        "INAUTHENTIC_ACCOUNTS,FAKES",
        "euDatabase,other"
    })
    void a_clause_that_the_eu_database_could_not_file_is_refused(String text, String instead) {
        var name = "policies/false-identity/clause.yaml";

        assertThat(CHECK.complaints(files.with(name, text, instead)))
                .extracting(Complaint::file)
                .containsExactly(name);
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

    @Test
    void a_row_of_a_tables_tests_that_fails_is_refused_with_what_the_table_says() {
        var wrong = files.with("added-report/added-report-times.tests.csv", "HIGH,1", "HIGH,3");
        var unproved = files.with(
                "added-report/added-report-times.tests.csv",
                "A grave case: the report is read within one day.,HIGH,1\n",
                "");
        var changed = files.with("report/triage.dmn", "&gt;= 5", "&gt;= 6");

        assertThat(CHECK.complaints(wrong))
                .extracting(Complaint::toString)
                .containsExactly(
                        "added-report/added-report-times.tests.csv, row 2: A grave case: the report is read within"
                                + " one day. Expected readingDays 3, but the table says 1.");
        assertThat(CHECK.complaints(unproved))
                .extracting(Complaint::toString)
                .containsExactly("added-report/added-report-times.tests.csv, highSeverity: no row reaches this rule");
        assertThat(CHECK.complaints(changed))
                .extracting(Complaint::rule)
                .anyMatch(rule -> rule.startsWith("The fifth weighs more. Expected severity MEDIUM"));
    }

    @Test
    void a_table_without_tests_tests_without_a_table_and_other_columns_are_refused() {
        var csv = "added-report/added-report-times.tests.csv";

        assertThat(CHECK.complaints(files.without(csv)))
                .extracting(Complaint::rule)
                .containsExactly("no tests stand beside this table in " + csv);
        assertThat(CHECK.complaints(files.with("report/other.tests.csv", "says\n".getBytes(UTF_8))))
                .extracting(Complaint::rule)
                .containsExactly("there is no table beside it");
        assertThat(CHECK.complaints(files.with(csv, "says,severity", "says,gravity")))
                .extracting(Complaint::rule)
                .anyMatch(rule -> rule.startsWith("the columns are"));
    }

    @Test
    void the_command_prints_every_finding_and_says_by_its_exit_code_whether_there_are_any(@TempDir Path folder)
            throws Exception {
        var out = new ByteArrayOutputStream();
        var broken = files.with("notices/en/late.txt", "Subject:", "Subject: {oops")
                .with("report/triage.dmn", "&gt;= 5", "&gt;= 6");
        for (var file : broken.files().entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }

        assertThat(run(out, "processes")).isZero();
        assertThat(run(out, folder.toString())).isEqualTo(1);
        assertThat(run(out, "nowhere")).isEqualTo(2);
        assertThat(run(out)).isEqualTo(2);
        assertThat(out.toString(UTF_8))
                .contains(
                        "Nothing is wrong with ",
                        "notices/en/late.txt, line 1",
                        "report/triage.tests.csv, row 8",
                        "Usage: ");
    }

    private static int run(ByteArrayOutputStream out, String... arguments) {
        return CheckCommand.run(List.of(arguments), new PrintStream(out, true, UTF_8));
    }
}
