package org.fairhold.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether somebody who is tired or afraid can read what we write: short sentences, short words. */
class ReadabilityTest {
    private static final int SENTENCE_MAX = 25;
    private static final double SENTENCE_MEAN_MAX = 15;

    private static final Pattern PLURAL = Pattern.compile("\\{\\w+, plural,.*other \\{#? ?([^{}]*)}}");
    private static final Pattern ARGUMENT = Pattern.compile("\\{[^{}]*}");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!:;])\\s+|\\n+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}’'-]*");
    private static final Pattern SILENT = Pattern.compile("(?<![aeiouyl])e(?:s|d)?$");
    private static final Map<String, Pattern> SYLLABLE =
            Map.of("en", Pattern.compile("[aeiouy]+"), "de", Pattern.compile("aa|ai|au|äu|ee|ei|eu|ie|oo|[aeiouäöüy]"));

    /** The ease is Flesch's for English, from 50 on for everybody, and Amstad's for German, whose words are longer. */
    @ParameterizedTest
    @CsvSource({"en, 50", "de, 45"})
    void the_fixed_texts_are_easy_to_read(String language, double easeMin) throws IOException {
        var sentences = sentences(language);
        var lengths = sentences.stream().mapToInt(one -> words(one).size()).summaryStatistics();
        var words = sentences.stream().flatMap(one -> words(one).stream()).toList();
        var syllables = words.stream()
                .mapToInt(word -> syllables(language, word))
                .average()
                .orElseThrow();

        assertThat(sentences).allSatisfy(one -> assertThat(words(one)).as(one).hasSizeLessThanOrEqualTo(SENTENCE_MAX));
        assertThat(lengths.getAverage()).as("words in a sentence").isLessThanOrEqualTo(SENTENCE_MEAN_MAX);
        assertThat(ease(language, lengths.getAverage(), syllables))
                .as("%.1f words in a sentence, %.2f syllables in a word", lengths.getAverage(), syllables)
                .isGreaterThanOrEqualTo(easeMin);
    }

    private static double ease(String language, double words, double syllables) {
        return language.equals("de") ? 180 - words - 58.5 * syllables : 206.835 - 1.015 * words - 84.6 * syllables;
    }

    /** What owners wrote; an argument counts as one word. */
    private static List<String> sentences(String language) throws IOException {
        List<String> sentences = new ArrayList<>();
        try (var files = Files.walk(Path.of("processes"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.toString();
                if (name.endsWith(".txt") && file.startsWith(Path.of("processes", "notices", language))) {
                    add(
                            sentences,
                            Files.readString(file)
                                    .replaceAll("(?m)^Subject:.*$|^## .*$|^- ", "")
                                    .replaceAll("(?<!\n)\n(?!\n)", " \n"));
                } else if (name.endsWith("." + language + ".yaml")) {
                    add(
                            sentences,
                            Files.readString(file)
                                    .replaceAll("(?m)^ *(- )?\\w+:( >-)?|^ *- ", "\n")
                                    .replaceAll("(?m)^ +", ""));
                }
            }
        }
        return sentences;
    }

    private static void add(List<String> sentences, String text) {
        var plain = ARGUMENT.matcher(PLURAL.matcher(text).replaceAll("14 $1")).replaceAll("X");
        SENTENCE_END
                .splitAsStream(plain)
                .map(String::strip)
                .filter(one -> words(one).size() > 2)
                .forEach(sentences::add);
    }

    private static List<String> words(String sentence) {
        return WORD.matcher(sentence).results().map(word -> word.group()).toList();
    }

    private static int syllables(String language, String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        var spoken = language.equals("en") ? SILENT.matcher(lower).replaceFirst("") : lower;
        return Math.max(1, (int) Objects.requireNonNull(SYLLABLE.get(language))
                .matcher(spoken)
                .results()
                .count());
    }
}
