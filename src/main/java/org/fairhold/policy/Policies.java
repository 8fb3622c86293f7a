package org.fairhold.policy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The catalogue: {@code processes/policies/<clause>/clause.yaml} and one file per version and language beside it. */
@Component
public class Policies {
    private static final String FALLBACK = "en";
    private static final Pattern CLAUSE_FILE = Pattern.compile("(?:.*/)?policies/([^/]+)/clause\\.yaml");

    private final Map<ClauseCode, Clause> clauses =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private final Map<String, Clause.Text> texts = new HashMap<>();

    @Autowired
    Policies(ResourcePatternResolver files) throws IOException {
        this(content(files.getResources("classpath*:processes/policies/*/*.yaml")));
    }

    private Policies(Map<String, byte[]> files) {
        Map<String, ClauseCode> folders = new HashMap<>();
        files.forEach((file, content) -> {
            var name = CLAUSE_FILE.matcher(file);
            if (name.matches()) {
                var clause = ClauseFiles.clause(new ByteArrayResource(content, file));
                clauses.put(clause.clause(), clause);
                folders.put(name.group(1), clause.clause());
            }
        });
        files.forEach((file, content) -> {
            var name = ClauseFiles.TEXT.matcher(file);
            if (name.matches()) {
                var clause = folders.get(name.group(1));
                if (clause == null) {
                    throw new IllegalStateException(file + ": there is no clause.yaml beside it");
                }
                texts.put(
                        key(clause, Integer.parseInt(name.group(2)), name.group(3)),
                        ClauseFiles.text(new ByteArrayResource(content, file)));
            }
        });
        clauses.values().forEach(this::requireComplete);
    }

    /**
     * Refuses the files of a clause that would keep the desk from starting, by their names below {@code processes/}.
     *
     * @throws IllegalStateException saying what is wrong
     */
    public static void requireSound(Map<String, byte[]> files) {
        var unused = new Policies(files);
    }

    private static Map<String, byte[]> content(Resource[] files) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        for (var file : files) {
            content.put(file.getURL().toString(), file.getContentAsByteArray());
        }
        return content;
    }

    public Optional<Clause> find(String code) {
        return clauses.values().stream()
                .filter(clause -> clause.clause().value().equals(code))
                .findFirst();
    }

    public Clause get(ClauseCode code) {
        return find(code.value()).orElseThrow(() -> Refused.unknown("There is no clause " + code + "."));
    }

    public List<Clause> all() {
        return List.copyOf(clauses.values());
    }

    /** A version's words in exactly that language, or in English where they are not written in it. */
    public Clause.Text text(ClauseCode code, int version, Locale language) {
        var text = texts.get(key(code, version, language.toLanguageTag()));
        if (text == null) {
            text = texts.get(key(code, version, FALLBACK));
        }
        if (text == null) {
            throw new IllegalStateException("no text for %s version %d".formatted(code, version));
        }
        return text;
    }

    private void requireComplete(Clause clause) {
        for (var version : clause.versions()) {
            var text = text(clause.clause(), version.version(), Locale.ENGLISH);
            for (var step : clause.fixSteps()) {
                if (!text.fixSteps().containsKey(step)) {
                    throw new IllegalStateException("%s version %d has no words for the step %s"
                            .formatted(clause.clause(), version.version(), step));
                }
            }
        }
    }

    private static String key(ClauseCode code, int version, String language) {
        return code + "/" + version + "/" + language;
    }
}
