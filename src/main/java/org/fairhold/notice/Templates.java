package org.fairhold.notice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The texts that process owners write. All are checked when the desk starts; a broken one keeps it from starting. */
@Component
public class Templates {
    private static final String FALLBACK = "en";

    private final Map<String, LetterTemplate> templates = new HashMap<>();
    private final Set<String> languages;

    @Autowired
    Templates() {
        this(LetterFile.ROOT);
    }

    Templates(String root) {
        var files = LetterFile.find(root, "*.txt");
        for (var file : files) {
            templates.put(file.path(), new LetterTemplate(file));
        }
        languages = files.stream().map(LetterFile::language).collect(Collectors.toUnmodifiableSet());
    }

    /** The languages that somebody has begun to write. */
    Set<String> languages() {
        return languages;
    }

    /**
     * Refuses a file that would keep the desk from starting.
     *
     * @param path {@code <language>/<name>}
     * @throws IllegalStateException naming the file and the position of what is wrong with it
     */
    public static void requireSound(String path, byte[] content) {
        var file = LetterFile.of(path, content);
        if (file.name().endsWith(".properties")) {
            var unused = Words.read(file);
        } else {
            var unused = new LetterTemplate(file);
        }
    }

    /**
     * A whole letter, in English where nobody has translated it. Arguments are text, numbers or, where the template gives
     * them a line of their own, lists of texts. Whatever a text holds, it stays text.
     *
     * @throws IllegalStateException naming the template and the argument that is missing, empty or in the wrong place
     */
    public Letter render(String language, String name, Map<String, ?> arguments) {
        return render(language, name, arguments, null);
    }

    /** The same, with a line below the letter that is about the letter. */
    Letter render(String language, String name, Map<String, ?> arguments, @Nullable String below) {
        return template(language, name).letter(arguments, below);
    }

    /** A part of a letter, to be put into one as an argument. Takes and refuses the same as {@link #render}. */
    public String snippet(String language, String name, Map<String, ?> arguments) {
        return template(language, name).snippet(arguments);
    }

    private LetterTemplate template(String language, String name) {
        var template = templates.get(path(language, name));
        if (template == null) {
            template = templates.get(path(FALLBACK, name));
        }
        if (template == null) {
            throw new IllegalStateException(
                    "There is no template " + name + " in " + language + " or " + FALLBACK + ".");
        }
        return template;
    }

    private static String path(String language, String name) {
        return language + "/" + name + ".txt";
    }
}
