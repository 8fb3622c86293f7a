package org.fairhold.page.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Stage;
import org.fairhold.measure.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the case page itself says: whole in every language, plain, and with a word for every state there is. */
class PageWordsTest {
    private static final int WORDS_MAX = 20;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}’'-]*");

    private final PageWords words;

    PageWordsTest() throws IOException {
        words = new PageWords();
    }

    private PageWords.In in(String language) {
        return words.in(Locale.forLanguageTag(language));
    }

    @Test
    void every_language_says_all_that_english_says() {
        assertThat(words.languages()).hasSizeGreaterThan(1);
        assertThat(words.languages())
                .allSatisfy(language -> assertThat(words.in(language).words().stringPropertyNames())
                        .containsExactlyInAnyOrderElementsOf(in("en").words().stringPropertyNames()));
    }

    @Test
    void who_reads_no_language_of_ours_reads_english() {
        assertThat(in("pt-BR").tag()).isEqualTo("en");
        assertThat(in("de-AT").tag()).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void no_sentence_is_longer_than_somebody_who_is_afraid_can_read(String language) {
        var sentences = in(language).words().values().stream()
                .flatMap(text -> Stream.of(String.valueOf(text)
                        .replaceAll(
                                "\\{\\d, plural,[^{]*\\{([^{}]*(\\{\\d}[^{}]*)?)}[^{]*\\{([^{}]*(\\{\\d}[^{}]*)?)}}",
                                "$1")
                        .split("(?<=[.?!:])\\s+")))
                .toList();

        assertThat(sentences)
                .hasSizeGreaterThan(200)
                .allSatisfy(one ->
                        assertThat(WORD.matcher(one).results().count()).as(one).isLessThanOrEqualTo(WORDS_MAX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void every_text_can_be_filled_in(String language) {
        assertThat(in(language).words()).allSatisfy((key, text) -> {
            assertThat(String.valueOf(text)).as("%s", key).doesNotContain("'").isNotBlank();
            assertThatCode(() -> new MessageFormat(String.valueOf(text), Locale.ENGLISH).format(new Object[] {3, 4}))
                    .as("%s", key)
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void every_state_end_and_measure_has_its_words() {
        var keys = Stream.of(
                        keys("state.stage.", Stage.values()),
                        keys("state.closed.", Closing.values()),
                        keys("ended.", Ending.values()),
                        keys("measure.", MeasureKind.values()),
                        keys("measure.the.", MeasureKind.values()),
                        keys("history.measure.", MeasureKind.values()),
                        keys("progress.", WhatToDo.Progress.values()))
                .flatMap(List::stream)
                .toList();

        assertThat(in("en").words().stringPropertyNames()).containsAll(keys);
    }

    private static List<String> keys(String before, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> before + value.name()).toList();
    }
}
