package org.fairhold.policy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether each version of each clause says the same in each language: the same steps, the same lesson, the same right answers. */
public final class ClauseCheck {
    private static final String REFERENCE = "en";

    /** A text says everything: what is left out would be a hole in somebody's mail. */
    private static final ObjectMapper WHOLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, byte[]> files;
    private final Set<String> known = new HashSet<>();
    private final List<Gap> gaps = new ArrayList<>();

    private ClauseCheck(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    /** The languages that at least one clause is written in. */
    public static Set<String> languages(Map<String, byte[]> files) {
        return files.keySet().stream()
                .map(Catalogue.TEXT_FILE::matcher)
                .filter(name -> name.matches())
                .map(name -> name.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What the clauses lack in those languages.
     *
     * @param files by their names below {@code processes/}
     */
    public static List<Gap> gaps(Map<String, byte[]> files, Set<String> languages) {
        var check = new ClauseCheck(files);
        var others = new TreeSet<>(languages);
        others.remove(REFERENCE);
        for (var file : check.files.keySet()) {
            if (Catalogue.CLAUSE_FILE.matcher(file).matches()) {
                check.clause(file, others);
            }
        }
        check.files.keySet().stream()
                .filter(file -> Catalogue.TEXT_FILE.matcher(file).matches() && !check.known.contains(file))
                .forEach(file -> check.add(file, "version", "clause.yaml beside it has no such version"));
        return check.gaps;
    }

    private void clause(String file, Set<String> others) {
        var clause = read(Catalogue.JSON, file, Clause.class);
        if (clause == null) {
            return;
        }
        for (var version : clause.versions()) {
            var english = text(clause, file(file, version, REFERENCE));
            for (var language : others) {
                var translated = file(file, version, language);
                var text = text(clause, translated);
                if (text != null && english != null) {
                    compare(translated, text, english);
                }
            }
        }
    }

    private Clause.@Nullable Text text(Clause clause, String file) {
        known.add(file);
        if (!files.containsKey(file)) {
            add(file, "file", "it is missing");
            return null;
        }
        var text = read(WHOLE, file, Clause.Text.class);
        if (text != null) {
            steps(file, clause, text);
            lesson(file, text.lesson());
        }
        return text;
    }

    private <T> @Nullable T read(ObjectMapper json, String file, Class<T> type) {
        try {
            return Catalogue.read(json, file, files.getOrDefault(file, new byte[0]), type);
        } catch (RuntimeException e) {
            add(file, "document", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void steps(String file, Clause clause, Clause.Text text) {
        for (var step : clause.worded()) {
            if (!text.fixSteps().containsKey(step)) {
                add(file, "fixSteps", "there are no words for the step " + step);
            }
        }
        for (var step : text.fixSteps().keySet()) {
            if (!clause.worded().contains(step)) {
                add(file, "fixSteps", "clause.yaml has no step " + step);
            }
        }
        texts(text)
                .filter(String::isBlank)
                .findFirst()
                .ifPresent(blank -> add(file, "text", "something in it is empty"));
    }

    private void lesson(String file, Clause.Lesson lesson) {
        for (var question : lesson.questions()) {
            if (question.correct() < 1
                    || question.correct() > question.choices().size()) {
                add(file, question.question(), "the right answer is none of the choices");
            }
        }
    }

    private void compare(String file, Clause.Text text, Clause.Text english) {
        if (text.examples().size() != english.examples().size()) {
            add(file, "examples", "English has " + english.examples().size());
        }
        var questions = text.lesson().questions();
        var inEnglish = english.lesson().questions();
        if (questions.size() != inEnglish.size()) {
            add(file, "lesson", "English has %d questions".formatted(inEnglish.size()));
            return;
        }
        for (var i = 0; i < questions.size(); i++) {
            if (questions.get(i).choices().size() != inEnglish.get(i).choices().size()) {
                add(file, "question " + (i + 1), "English has another number of choices");
            } else if (questions.get(i).correct() != inEnglish.get(i).correct()) {
                add(file, "question " + (i + 1), "in English another answer is right");
            }
        }
        var untranslated = texts(english).filter(Translated::sentence).collect(Collectors.toSet());
        texts(text).filter(untranslated::contains).forEach(same -> add(file, same, "it is still English"));
    }

    private static Stream<String> texts(Clause.Text text) {
        return Stream.of(
                        Stream.of(
                                text.title(),
                                text.text(),
                                text.lesson().title(),
                                text.lesson().text()),
                        text.examples().stream(),
                        text.fixSteps().values().stream(),
                        text.lesson().questions().stream()
                                .flatMap(one -> Stream.concat(Stream.of(one.question()), one.choices().stream())))
                .flatMap(each -> each);
    }

    private static String file(String clauseFile, Clause.Version version, String language) {
        var folder = clauseFile.substring(0, clauseFile.lastIndexOf('/') + 1);
        return "%s%d.%s.yaml".formatted(folder, version.version(), language);
    }

    private void add(String file, String element, String rule) {
        gaps.add(new Gap(file, element, rule));
    }
}
