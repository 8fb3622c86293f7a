package org.fairhold.process.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of deadlines by law says what it means, or is refused with the row that does not. */
class DeadlineCheckTest {
    private static ProcessSet files;

    @BeforeAll
    static void read() throws IOException {
        files = ProcessSet.in(Path.of("processes"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    <text>14</text>                         | <text>13.5</text>                       | pwdAnswer     | a whole number
                    <text>"PWD"</text>                      | <text>"PWF"</text>                      | pwdAnswer     | a row is of one of [HOUSE
                    <text>"PWD"</text>                      | <text>not("PWD")</text>                 | pwdAnswer     | a row is of one of [HOUSE
                    >= date and time("2026-12-02T00:00:00") | < date and time("2026-12-02T00:00:00")  | pwdAnswer     | counts from a day on
                    >= date and time("2026-12-02T00:00:00") | >= date and time("2026-12-02T08:30:00") | pwdAnswer     | counts from a day on
                    <text>"APPEAL_ANSWER"</text>            | <text>-</text>                          | pwdAnswer     | a row is of one of [APPEAL_ANSWER
                    <text>"PWD Art. 11(2)"</text>           | <text>""</text>                         | pwdAnswer     | names its source
                    """,
            delimiter = '|')
    void a_row_that_would_be_read_otherwise_than_it_was_meant_is_refused(
            String piece, String replacement, String row, String rule) {
        var changed = files.with(DeadlineCheck.FILE, piece.replace(">=", "&gt;="), escaped(replacement));

        var complaints = complaints(changed);

        assertThat(complaints)
                .anySatisfy(complaint -> assertThat(complaint.element()).isEqualTo(row))
                .anySatisfy(complaint -> assertThat(complaint.rule()).contains(rule));
    }

    private static String escaped(String replacement) {
        return replacement.startsWith("<text>")
                ? replacement
                : replacement.replace("<", "&lt;").replace(">", "&gt;");
    }

    @ParameterizedTest
    @CsvSource({"ourAnswer, 14, 15", "ourWindow, 184, 183", "ourNotice, 30, 29"})
    void our_own_rule_is_never_weaker_than_what_everybody_is_promised(String row, int days, int weaker) {
        var entry = "<outputEntry id=\"%sThenDays\">\n          <text>%d</text>";

        var complaints =
                complaints(files.with(DeadlineCheck.FILE, entry.formatted(row, days), entry.formatted(row, weaker)));

        assertThat(complaints).singleElement().satisfies(complaint -> {
            assertThat(complaint.element()).isEqualTo(row);
            assertThat(complaint.rule()).contains("nobody gets a weaker");
        });
    }

    @Test
    void a_law_may_ask_for_less_than_we_give() {
        assertThat(complaints(files)).isEmpty();
        assertThat(new String(files.content(DeadlineCheck.FILE), UTF_8)).contains("<text>90</text>");
    }

    @Test
    void a_set_without_our_own_rule_or_without_the_table_is_refused() {
        var ofOneLaw = files.with(
                DeadlineCheck.FILE,
                "<inputEntry id=\"ourAnswerWhenRegime\">\n          <text>-</text>",
                "<inputEntry id=\"ourAnswerWhenRegime\">\n          <text>\"HOUSE\"</text>");
        var gone = files.without(DeadlineCheck.FILE).without("regimes/regime-deadlines.tests.csv");

        assertThat(complaints(ofOneLaw))
                .extracting(Complaint::rule)
                .containsExactly("a row without regime and day says our own APPEAL_ANSWER");
        assertThat(new Check().complaints(gone))
                .extracting(Complaint::rule)
                .containsExactly("the desk asks this table; it is not there");
    }

    private static List<Complaint> complaints(ProcessSet changed) {
        return DeadlineCheck.complaints(new SetOfModels(changed));
    }
}
