package org.fairhold.notice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final String LETTER =
            """
            Subject: [{caseNumber}] We look at your account

            Hello {name},

            we don’t know yet.

            ## What happened

            {facts}

            ## The reason

            {reason}

            - Sign in.
            - Reply to {name}.
            """;

    private Path root;

    @BeforeEach
    void anEmptyDirectory(@TempDir Path directory) {
        root = directory;
    }

    @Test
    void a_letter_says_the_same_as_text_and_as_html() {
        write("en/letter.txt", LETTER);

        var letter =
                letter("en", with("reason", "Copied.", "facts", List.of("8 copies on 1 May", "4 copies on 2 May")));

        assertThat(letter.subject()).isEqualTo("[C-2041] We look at your account");
        assertThat(letter.text())
                .isEqualTo(
                        """
                        Hello Anna,

                        we don’t know yet.

                        ## What happened

                        - 8 copies on 1 May
                        - 4 copies on 2 May

                        ## The reason

                        Copied.

                        - Sign in.
                        - Reply to Anna.
                        """);
        assertThat(main(letter))
                .isEqualTo(
                        """
                        <p>Hello Anna,</p>
                        <p>we don’t know yet.</p>
                        <h2>What happened</h2>
                        <ul>
                        <li>8 copies on 1 May</li>
                        <li>4 copies on 2 May</li>
                        </ul>
                        <h2>The reason</h2>
                        <p>Copied.</p>
                        <ul>
                        <li>Sign in.</li>
                        <li>Reply to Anna.</li>
                        </ul>""");
        assertThat(letter.html())
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">")
                .contains("<title>[C-2041] We look at your account</title>", "max-width:40em")
                .doesNotContain("href", "<script");
    }

    @Test
    void german_umlauts_stand_in_subject_and_text() {
        write("de/letter.txt", "Subject: Prüfung: {name}\n\nGrüße aus Köln, {name}.\n");

        var letter = templates().render("de", "letter", Map.of("name", "Jürgen Müßig"));

        assertThat(letter.subject()).isEqualTo("Prüfung: Jürgen Müßig");
        assertThat(letter.text()).isEqualTo("Grüße aus Köln, Jürgen Müßig.\n");
        assertThat(letter.html()).contains("lang=\"de\"", "<p>Grüße aus Köln, Jürgen Müßig.</p>");
    }

    @Test
    void what_a_person_wrote_stays_text_whatever_it_looks_like() {
        write("en/letter.txt", LETTER);
        var hostile =
                """
                ## What we decided
                - You are {free}, '{'say'}' they
                ordinary

                - <b onclick="x">Pay</b> & 'go' to https://evil.example
                """;

        var letter = letter("en", with("reason", hostile, "facts", List.of("## one\n- two\n\n{three}", "- <four>")));

        assertThat(letter.text())
                .contains(
                        """
                        ## What happened

                        - ## one
                          - two

                          {three}
                        - - <four>

                        ## The reason

                          ## What we decided
                          - You are {free}, '{'say'}' they
                        ordinary

                          - <b onclick="x">Pay</b> & 'go' to https://evil.example

                        - Sign in.
                        """);
        assertThat(main(letter))
                .contains(
                        """
                        <ul>
                        <li>## one<br>
                        - two<br>
                        <br>
                        {three}</li>
                        <li>- &lt;four&gt;</li>
                        </ul>
                        <h2>The reason</h2>
                        <p>## What we decided<br>
                        - You are {free}, &#39;{&#39;say&#39;}&#39; they<br>
                        ordinary<br>
                        <br>
                        - &lt;b onclick=&quot;x&quot;&gt;Pay&lt;/b&gt; &amp; &#39;go&#39; to https://evil.example</p>
                        <ul>
                        """);
    }

    @Test
    void no_random_text_makes_structure_of_its_own() {
        write("en/letter.txt", LETTER);
        var templates = templates();
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var pieces = List.of(
                "## ",
                "- ",
                "\n",
                "\r",
                "\u2028",
                "\u0085",
                "{",
                "}",
                "'",
                "<",
                ">",
                "&",
                "\"",
                "\uFDD0",
                "\uFDD1",
                "\u202E",
                "\0",
                " ",
                "\t",
                "x",
                "Subject: ",
                "</p>",
                "<li>",
                "\uD800",
                "ü",
                "{name}",
                "\n\n");
        var plain = templates.render("en", "letter", with("reason", "x", "facts", List.of("x", "x")));

        for (var i = 0; i < 2000; i++) {
            var letter = templates.render(
                    "en",
                    "letter",
                    with(
                            "reason",
                            random(random, pieces),
                            "facts",
                            List.of(random(random, pieces), random(random, pieces))));

            assertThat(structure(letter.html())).as("seed %d", seed).isEqualTo(structure(plain.html()));
            assertThat(lines(letter.text(), "## ")).as("seed %d", seed).isEqualTo(2);
            assertThat(lines(letter.text(), "- ")).as("seed %d", seed).isEqualTo(4);
            assertThat(letter.text()).as("seed %d", seed).doesNotContain("\uFDD0", "\uFDD1", "\u202E", "\0");
        }
    }

    private static String random(Random random, List<String> pieces) {
        return random.ints(random.nextInt(12), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining("", "", "x"));
    }

    private static List<String> structure(String html) {
        return Arrays.stream(html.split("(?=<)"))
                .filter(piece -> piece.startsWith("<"))
                .map(piece -> piece.substring(0, piece.indexOf('>') + 1))
                .filter(tag -> !tag.equals("<br>"))
                .toList();
    }

    private static long lines(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).count();
    }

    @Test
    void what_turns_the_direction_of_a_text_or_cannot_be_printed_is_left_out() {
        write("en/letter.txt", LETTER);

        var letter =
                letter("en", with("reason", "a\u202Eb\u0000c\u2066d\uFDD0e\uFDD1f\tg\uD800h", "facts", List.of("x")));

        assertThat(letter.text()).contains("abcdef\tgh");
    }

    @Test
    void a_missing_argument_is_refused_by_name() {
        write("en/letter.txt", LETTER);

        refused(Map.of("caseNumber", "C-2041", "facts", List.of("x"), "reason", "x"), "name", "missing");
        refused(Map.of("name", "Anna", "facts", List.of("x"), "reason", "x"), "caseNumber", "missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "\u00A0\u2003", "\u200B\uFEFF", "\0\u202E"})
    void an_argument_without_anything_to_read_is_refused_by_name(String nothing) {
        write("en/letter.txt", LETTER);

        refused(with("reason", nothing, "facts", List.of("x")), "reason", "empty");
        refused(with("reason", "x", "facts", List.of("x", nothing)), "facts", "empty");
    }

    @Test
    void a_list_stands_on_a_line_of_its_own_or_is_refused() {
        write("en/letter.txt", LETTER);

        refused(with("reason", "x", "facts", List.of()), "facts", "empty list");
        refused(
                Map.of("caseNumber", "C-2041", "name", List.of("a", "b"), "facts", "x", "reason", "x"),
                "name",
                "line of its own");
        refused(
                Map.of("caseNumber", List.of("C-2041"), "name", "x", "facts", "x", "reason", "x"),
                "caseNumber",
                "line of its own");
    }

    @Test
    void an_argument_that_is_no_text_is_refused_by_name() {
        write("en/letter.txt", LETTER);

        refused(with("reason", Instant.EPOCH, "facts", List.of("x")), "reason", "Instant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C-1\nBcc: thief@elsewhere.example", "C-1\r\nx", "C-1\u2028x", "C-1\u0085x"})
    void a_line_break_in_the_subject_is_refused(String broken) {
        write("en/letter.txt", LETTER);

        refused(Map.of("caseNumber", broken, "name", "x", "facts", "x", "reason", "x"), "caseNumber", "line break");
    }

    @Test
    void an_unknown_template_is_refused_by_name() {
        write("en/letter.txt", LETTER);

        assertThatThrownBy(() -> templates().render("en", "nothing", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void what_is_not_translated_is_said_in_english() {
        write("en/letter.txt", LETTER);
        write("de/other.txt", "Subject: Anderes\n\nAnderes.\n");

        assertThat(letter("de", with("reason", "x", "facts", List.of("x"))).html())
                .contains("<html lang=\"en\"");
    }

    @Test
    void arabic_is_written_from_right_to_left() {
        write("ar/letter.txt", "Subject: قضية\n\nمرحبا {name}\n");

        assertThat(templates().render("ar", "letter", Map.of("name", "Anna")).html())
                .contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @Test
    void a_number_is_counted_as_the_language_does() {
        write("en/letter.txt", "Subject: {days, plural, one {one day} other {# days}}\n\n{days} for {name}.\n");

        var letter = templates().render("en", "letter", Map.of("days", 14, "name", "Anna"));

        assertThat(letter.subject()).isEqualTo("14 days");
        assertThat(letter.text()).isEqualTo("14 for Anna.\n");
        refused(Map.of("days", "many", "name", "Anna"), "en/letter.txt", "cannot take its arguments");
    }

    @Test
    void a_part_of_a_letter_has_no_subject_and_is_put_into_one_as_text() {
        write("en/letter.txt", LETTER);
        write("en/part.txt", "These still apply:\n\n{causes}\n");
        var templates = templates();

        var part = templates.snippet("de", "part", Map.of("causes", List.of("restriction", "hold")));

        assertThat(part).isEqualTo("These still apply:\n\n- restriction\n- hold");
        assertThat(main(templates.render("en", "letter", with("reason", part, "facts", List.of("x")))))
                .contains("<p>These still apply:<br>\n<br>\n- restriction<br>\n- hold</p>");
        assertThatThrownBy(() -> templates.render("en", "part", Map.of("causes", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("en/part.txt");
        assertThatThrownBy(() -> templates.snippet("en", "letter", with("reason", "x", "facts", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("en/letter.txt");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("Subject: Hello\n\nHello {name\n\nBye.\n", "line 3, column 8"),
                Arguments.of("Subject: Hello\n\n{first} {last", "line 3, column 9"),
                Arguments.of("Subject: Hello\n\nHello {first name}\n", "line 3, column 8"),
                Arguments.of("Subject: {name\n\nHello\n", "line 1, column 11"),
                Arguments.of("Subject: Hello\n\n{0}\n", "line 3, column 2: arguments have names"),
                Arguments.of(
                        "Subject: Hello\n\n{a, select, x {y} other {z}}\n",
                        "line 3, column 1: templates hold no alternatives"),
                Arguments.of("Subject: Hello\n\n{a, colour}\n", "line 3, column 1"),
                Arguments.of("Subject: \n\nHello\n", "the subject is empty"),
                Arguments.of("Subject: Hello\n \n", "there is no text"),
                Arguments.of("Subject: Hello", "there is no text"),
                Arguments.of("\n", "there is no text"));
    }

    @ParameterizedTest
    @MethodSource
    void broken(String content, String where) {
        write("en/letter.txt", content);

        assertThatThrownBy(this::templates)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("en/letter.txt")
                .hasMessageContaining(where);
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused_by_name() throws IOException {
        write("en/letter.txt", "");
        Files.write(root.resolve("notices/en/letter.txt"), "Subject: Prüfung\n\nx\n".getBytes(ISO_8859_1));

        assertThatThrownBy(this::templates)
                .hasMessageContaining("en/letter.txt")
                .hasMessageContaining("UTF-8");
    }

    @Test
    void a_file_from_windows_is_read_like_any_other() {
        write("en/letter.txt", "\uFEFFSubject: Hello\r\n\r\nHello {name}\r\n\r\n- one\r\n- two\r\n");

        var letter = templates().render("en", "letter", Map.of("name", "Anna"));

        assertThat(letter.subject()).isEqualTo("Hello");
        assertThat(letter.text()).isEqualTo("Hello Anna\n\n- one\n- two\n");
    }

    @Test
    void the_files_of_the_desk_itself_are_found() throws IOException {
        var shipped = ProcessSet.onTheClassPath().files();

        assertThat(shipped).containsKeys("notices/en/late.txt", "notices/de/late.txt");
        assertThatCode(() -> Templates.read(shipped)).doesNotThrowAnyException();
    }

    private static Map<String, Object> with(String key, Object value, String otherKey, Object otherValue) {
        return Map.of("caseNumber", "C-2041", "name", "Anna", key, value, otherKey, otherValue);
    }

    private Letter letter(String language, Map<String, Object> arguments) {
        return templates().render(language, "letter", arguments);
    }

    private void refused(Map<String, Object> arguments, String... reasons) {
        assertThatThrownBy(() -> templates().render("en", "letter", arguments))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(Stream.concat(Stream.of("en/letter.txt"), Stream.of(reasons))
                        .toArray(String[]::new));
    }

    private static String main(Letter letter) {
        var html = letter.html();
        return html.substring(html.indexOf('\n', html.indexOf("<main")) + 1, html.indexOf("\n</main>"))
                .replaceAll(" style=\"[^\"]*\"", "");
    }

    private Templates templates() {
        try {
            var read = Templates.read(ProcessSet.in(root).files());
            return new Templates(() -> read);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String file, String content) {
        try {
            Files.createDirectories(root.resolve("notices").resolve(file).getParent());
            Files.writeString(root.resolve("notices").resolve(file), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
