package org.fairhold.notice;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What codes are called inside a sentence, language by language, and the little sentences that code puts together. */
@Component
public class Words {
    private static final String FALLBACK = "en";

    private final Map<String, Properties> languages = new HashMap<>();

    @Autowired
    Words() {
        this(LetterFile.ROOT);
    }

    Words(String root) {
        for (var file : LetterFile.find(root, "words.properties")) {
            languages.put(file.language(), read(file));
        }
    }

    /**
     * In English where nobody has translated it.
     *
     * @throws IllegalStateException naming a key that is unknown
     */
    public String of(String language, String key) {
        var word = languages.getOrDefault(language, new Properties()).getProperty(key);
        if (word == null) {
            word = languages.getOrDefault(FALLBACK, new Properties()).getProperty(key);
        }
        if (word == null) {
            throw new IllegalStateException("There is no word for " + key + " in " + language + ".");
        }
        return word;
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
