package org.fairhold.notice;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fairhold.deployed.DeployedFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What codes are called inside a sentence, language by language. */
@Component
public class Words {
    private static final String FALLBACK = "en";

    private final Supplier<Map<String, Properties>> languages;

    @Autowired
    Words(DeployedFiles files) {
        this(files.below(LetterFile.FOLDER, Words::read));
    }

    Words(Supplier<Map<String, Properties>> languages) {
        this.languages = languages;
    }

    /** @throws IllegalStateException naming the file that is broken */
    static Map<String, Properties> read(Map<String, byte[]> files) {
        Map<String, Properties> languages = new HashMap<>();
        LetterFile.named("words.properties", files).forEach(file -> languages.put(file.language(), read(file)));
        return languages;
    }

    /**
     * The keys that a file has words for.
     *
     * @param path {@code <language>/words.properties}
     */
    public static Set<String> keys(String path, byte[] content) {
        return read(LetterFile.of(path, content)).stringPropertyNames();
    }

    /**
     * In English where nobody has translated them.
     *
     * @throws IllegalStateException naming a key that is unknown
     */
    public String of(String language, String key) {
        var deployed = languages.get();
        var word = deployed.getOrDefault(language, new Properties()).getProperty(key);
        if (word == null) {
            word = deployed.getOrDefault(FALLBACK, new Properties()).getProperty(key);
        }
        if (word == null) {
            throw new IllegalStateException("There is no word for " + key + " in " + language + ".");
        }
        return word;
    }

    /** The word in that language or in English, where there is one. */
    public Optional<String> find(Locale language, String key) {
        var deployed = languages.get();
        return Stream.of(language.toLanguageTag(), FALLBACK)
                .map(tag -> deployed.getOrDefault(tag, new Properties()).getProperty(key))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** An ICU message with its arguments, which stay as they are whatever braces they hold. */
    public String of(Locale language, String key, Map<String, ?> arguments) {
        return new MessageFormat(of(language.toLanguageTag(), key), language).format(arguments);
    }

    static Properties read(LetterFile file) {
        var words = new Properties();
        try {
            words.load(new StringReader(file.content()));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(file.path() + " is broken: " + e.getMessage(), e);
        }
        for (var key : words.stringPropertyNames()) {
            if (words.getProperty(key).isBlank()) {
                throw new IllegalStateException(file.path() + " has no word for " + key + ".");
            }
        }
        return words;
    }
}
