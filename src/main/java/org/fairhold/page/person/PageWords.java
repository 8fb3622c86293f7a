package org.fairhold.page.person;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The words of the person's pages themselves: a file is a language. What owners say comes from their own files. */
@Component
public class PageWords {
    private static final String FALLBACK = "en";

    /** The words in one language; templates ask it. */
    public record In(Locale language, Properties words) {
        /** @throws IllegalStateException naming a key that has no word */
        public String of(String key) {
            return find(key).orElseThrow(() -> new IllegalStateException("The case page has no word for " + key + "."));
        }

        /** @param first what stands in the place of {@code {0}} */
        public String of(String key, Object first, Object... more) {
            var arguments = new Object[more.length + 1];
            arguments[0] = first;
            System.arraycopy(more, 0, arguments, 1, more.length);
            return new MessageFormat(of(key), language).format(arguments);
        }

        Optional<String> find(String key) {
            return Optional.ofNullable(words.getProperty(key));
        }

        public String tag() {
            return language.toLanguageTag();
        }
    }

    private final Map<String, In> all = new TreeMap<>();

    PageWords() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:case-page/words.*.properties");
        for (var file : files) {
            var tag = Objects.requireNonNull(file.getFilename()).split("\\.", -1)[1];
            all.put(tag, new In(Locale.forLanguageTag(tag), read(file)));
        }
    }

    /** What the page speaks. */
    List<Locale> languages() {
        return all.values().stream().map(In::language).toList();
    }

    /** In English where the page does not speak the language. */
    In in(Locale language) {
        var known = all.get(language.getLanguage());
        return known == null ? Objects.requireNonNull(all.get(FALLBACK)) : known;
    }

    /** In that language, which others of the page's texts have; what the page itself says may be in English. */
    public In reading(Locale language) {
        return new In(language, in(language).words());
    }

    private static Properties read(Resource file) throws IOException {
        var words = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
