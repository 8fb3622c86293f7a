package org.fairhold.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Role;
import org.fairhold.policy.Gap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts that are shipped, in every language that has a folder, and what the check says of texts that are not whole. */
class LanguageCheckTest {
    private static final Path PROCESSES = Path.of("processes");
    private static final Pattern USER_TASK = Pattern.compile("<(?:bpmn:)?userTask id=\"(\\w+)\"");

    private Path copy;

    @BeforeEach
    void somewhereToCopyTo(@TempDir Path directory) {
        copy = directory;
    }

    @Test
    void every_language_says_all_that_english_says() {
        assertThat(gaps(PROCESSES)).isEmpty();
    }

    @Test
    void every_step_that_somebody_can_wait_for_has_words() throws IOException {
        var words = new Sample(PROCESSES, Locale.ENGLISH).words();

        for (var step : steps()) {
            assertThat(words.of("en", "step." + step)).isNotBlank();
        }
    }

    static Stream<Locale> languages() throws IOException {
        List<Locale> languages = new ArrayList<>();
        try (var folders = Files.list(PROCESSES.resolve("notices"))) {
            folders.forEach(folder ->
                    languages.add(Locale.forLanguageTag(folder.getFileName().toString())));
        }
        return languages.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_letter_reads_without_a_hole_and_without_a_word_of_english(Locale language) {
        var sample = new Sample(PROCESSES, language);
        var english = sample.words();
        var foreign = Stream.of("permission.", "measure.", "source.", "step.", "condition.")
                .flatMap(prefix -> keys(prefix).stream())
                .filter(key -> !english.of("en", key).equals(english.of(language.toLanguageTag(), key)))
                .map(key -> english.of("en", key))
                .filter(word -> !word.contains("{"))
                .toList();

        for (var name : sample.letters().toList()) {
            var letter = sample.letter(name);
            assertThat(letter.subject() + letter.text()).as(name).doesNotContain("{", "}", "null");
            for (var word : foreign) {
                assertThat(letter.subject() + " " + letter.text())
                        .as(name)
                        .doesNotContainPattern("(?U)\\b" + Pattern.quote(word) + "\\b");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "notices/de/late.txt | {dueOn} | bald | notices/de/late.txt | {dueOn} is missing",
                "notices/de/late.txt | Guten Tag {displayName} | Guten Tag {name} | notices/de/late.txt | English has no {name} here",
                "notices/de/late.txt | ## Wie es weitergeht | Wie es weitergeht | notices/de/late.txt | it has 3, English has 4",
                "notices/de/late.txt | Subject: | Betreff: | notices/de/late.txt | English has 4",
                "notices/de/late.txt | - Melden | Melden | notices/de/late.txt | its list has 1 lines, English has 2",
                "notices/de/late.txt | {dueOn} | {dueOn | notices/de/late.txt | is broken at line",
                "notices/de/statement-warning.txt | one {einem Tag} | `` | notices/de/statement-warning.txt | lacks the form “one” of de",
                "notices/de/statement-warning.txt | one {einem Tag} | few {x} one {y} | notices/de/statement-warning.txt | has the form “few”, which de does not use",
                "notices/de/statement-warning.txt | {appealAnswerDays, plural, one {einem Tag} other {# Tagen}} | {appealAnswerDays} Tagen | notices/de/statement-warning.txt | {appealAnswerDays plural} is missing",
                "notices/de/words.properties | measure.HOLD= | measure.HELD= | notices/de/words.properties, measure.HOLD | it is missing",
                "notices/de/words.properties | {zone} | Zone | notices/de/words.properties, time.at | {zone} is missing",
                "notices/de/words.properties | {zone} | {zone | notices/de/words.properties, time.at | it is broken",
                "notices/de/words.properties | die Prüfung Ihres Falls | the review of your case | notices/de/words.properties, step.reviewReport | it is still English",
                "notices/de/reinstated.txt | Vielen Dank | A person checked your steps and accepted them. Thank you for doing them.⏎Vielen Dank | notices/de/reinstated.txt | it is still English",
                "notices/en/words.properties | permission.APPLY= | permission.APPLIES= | notices/en/words.properties, permission.APPLY | it is missing",
                "policies/spam-applications/2.de.yaml | correct: 2 | correct: 3 | policies/spam-applications/2.de.yaml, question 1 | in English another answer is right",
                "policies/spam-applications/2.de.yaml | correct: 2 | correct: 7 | policies/spam-applications/2.de.yaml | the right answer is none of the choices",
                "policies/spam-applications/2.de.yaml | READ_RULES | READ_ALL | policies/spam-applications/2.de.yaml, fixSteps | there are no words for the step READ_RULES",
                "policies/spam-applications/2.de.yaml | title: Massenbewerbungen | titel: Massenbewerbungen | policies/spam-applications/2.de.yaml, document | title",
                "policies/others-work/1.de.yaml | Ein kleines eigenes Beispiel genügt. | `` | `` | ``",
            })
    void what_is_not_whole_is_named_by_file_place_and_rule(
            String file, String text, String instead, String place, String rule) throws IOException {
        copied();
        var path = copy.resolve(file);
        var content = Files.readString(path);
        assertThat(content).contains(text);

        Files.writeString(path, content.replaceFirst(Pattern.quote(text), quoted(instead.replace('⏎', '\n'))));

        var gaps = gaps(copy).stream().map(Gap::toString).toList();
        if (rule.isEmpty()) {
            assertThat(gaps).as("words may differ, structure may not").isEmpty();
        } else {
            assertThat(gaps).anySatisfy(gap -> assertThat(gap).startsWith(place).contains(rule));
        }
    }

    @Test
    void a_text_that_a_language_lacks_or_has_alone_is_named() throws IOException {
        copied();
        Files.delete(copy.resolve("notices/de/late.txt"));
        Files.delete(copy.resolve("policies/non-payment/1.de.yaml"));
        Files.writeString(copy.resolve("notices/de/extra.txt"), "Subject: Mehr\n\nMehr.\n");
        Files.copy(
                copy.resolve("policies/false-identity/1.de.yaml"), copy.resolve("policies/false-identity/9.de.yaml"));

        assertThat(gaps(copy))
                .containsExactlyInAnyOrder(
                        new Gap("notices/de/late.txt", "file", "it is missing"),
                        new Gap("notices/de/extra.txt", "file", "English has no such text"),
                        new Gap("policies/non-payment/1.de.yaml", "file", "it is missing"),
                        new Gap(
                                "policies/false-identity/9.de.yaml",
                                "version",
                                "clause.yaml beside it has no such version"));
    }

    @Test
    void a_language_that_is_begun_names_each_text_that_it_lacks() throws IOException {
        copied();
        Files.createDirectories(copy.resolve("notices/fr"));
        Files.writeString(
                copy.resolve("notices/fr/part-nothing-remains.txt"), "Rien d’autre ne limite votre compte.\n");

        var lacking = gaps(copy).stream().map(Gap::file).toList();

        assertThat(lacking)
                .contains("notices/fr/words.properties", "notices/fr/late.txt", "policies/others-work/1.fr.yaml")
                .doesNotContain("notices/fr/part-nothing-remains.txt", "notices/fr/staff-reminder.txt")
                .allMatch(file -> file.contains("fr/") || file.endsWith(".fr.yaml"));
    }

    @Test
    void a_third_language_is_a_folder_of_texts_and_nothing_else() throws IOException {
        copied();
        Pseudo.add(copy);
        var sample = new Sample(copy, Locale.forLanguageTag("qps"));

        assertThat(gaps(copy)).isEmpty();

        var languages = new Languages(new Sample(copy, Locale.ENGLISH).templates());
        assertThat(languages.of(reader("qps-Latn-AT"))).isEqualTo(Locale.forLanguageTag("qps"));
        assertThat(sample.letter("late.txt").subject()).isEqualTo("[C-2041] " + Pseudo.of("We are late"));
        for (var name : sample.letters().toList()) {
            assertThat(sample.letter(name).html()).as(name).contains("<html lang=\"qps\"");
            assertThat(sample.letter(name).text()).as(name).contains(Pseudo.of("account"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "de, de, de",
        "de-AT, de, de-AT",
        "de-AT-u-ca-buddhist, de, de-AT",
        "en-GB, en, en-GB",
        "pt-BR, en, en",
        "pl, en, en",
        "zh-Hant-TW, en, en"
    })
    void somebody_reads_their_language_or_what_it_is_a_kind_of_or_english(
            String wanted, String reads, String writesDates) {
        var languages = new Languages(new Sample(PROCESSES, Locale.ENGLISH).templates());

        assertThat(languages.of(reader(wanted)).toLanguageTag()).isEqualTo(reads);
        assertThat(languages.formats(reader(wanted)).toLanguageTag()).isEqualTo(writesDates);
    }

    private static Account reader(String language) {
        return new Account(
                new AccountId("resi"),
                Role.FREELANCER,
                "Resi",
                "resi@people.example",
                null,
                Locale.forLanguageTag(language),
                "AT",
                ZoneId.of("Europe/Vienna"),
                LocalDate.EPOCH,
                false,
                1);
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static List<Gap> gaps(Path processes) {
        return LanguageCheck.gaps(Sample.read(processes));
    }

    private static List<String> keys(String prefix) {
        var words = Sample.read(PROCESSES).get("notices/en/words.properties");
        return Words.keys("en/words.properties", Objects.requireNonNull(words)).stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    private static List<String> steps() throws IOException {
        try (var files = Files.walk(PROCESSES)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .flatMap(file -> USER_TASK.matcher(read(file)).results())
                    .map(task -> task.group(1))
                    .collect(Collectors.toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void copied() throws IOException {
        for (var folder : List.of("notices", "policies")) {
            try (var files = Files.walk(PROCESSES.resolve(folder))) {
                for (var file : files.toList()) {
                    Files.copy(file, copy.resolve(PROCESSES.relativize(file).toString()));
                }
            }
        }
    }
}
