package org.fairhold.notice;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What codes are called inside a sentence, language by language. */
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
            languages.put(file.language(), words(file));
        }
    }

    /**
     * In English where nobody has translated them.
     *
     * @throws IllegalStateException naming a key that is unknown
     */
    public String of(String language, String key) {
        var words = languages.getOrDefault(language, languages.get(FALLBACK));
        var word = words == null ? null : words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("There is no word for " + key + " in " + language + ".");
        }
        return word;
    }

    static Properties words(LetterFile file) {
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
