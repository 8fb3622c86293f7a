package org.fairhold.notice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fairhold.deployed.DeployedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The texts that process owners write, as deployed now. */
@Component
public class Templates {
    private static final String FALLBACK = "en";

    private final Supplier<Map<String, LetterTemplate>> templates;

    @Autowired
    Templates(DeployedFiles files) {
        this(files.below(LetterFile.FOLDER, Templates::read));
    }

    Templates(Supplier<Map<String, LetterTemplate>> templates) {
        this.templates = templates;
    }

    /** @throws IllegalStateException naming the file and the position of what is wrong with it */
    static Map<String, LetterTemplate> read(Map<String, byte[]> files) {
        Map<String, LetterTemplate> templates = new HashMap<>();
        LetterFile.named(".txt", files).forEach(file -> templates.put(file.path(), new LetterTemplate(file)));
        return templates;
    }

    /**
     * Refuses a file that no letter could be made of.
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
     * What a template wants to be told: its arguments.
     *
     * @param path {@code <language>/<name>}
     */
    public static Set<String> arguments(String path, byte[] content) {
        return new LetterTemplate(LetterFile.of(path, content)).arguments();
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

    /** The languages that somebody has begun to write. */
    Set<String> languages() {
        return templates.get().keySet().stream()
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toSet());
    }

    /** A part of a letter, to be put into one as an argument. Takes and refuses the same as {@link #render}. */
    public String snippet(String language, String name, Map<String, ?> arguments) {
        return template(language, name).snippet(arguments);
    }

    private LetterTemplate template(String language, String name) {
        var deployed = templates.get();
        var template = deployed.get(path(language, name));
        if (template == null) {
            template = deployed.get(path(FALLBACK, name));
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
