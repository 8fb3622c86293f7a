package org.fairhold.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;

/** Whether each version of each clause says the same in each language: the same steps, the same lesson, the same right answers. */
public final class ClauseCheck {
    private static final String REFERENCE = "en";

    private final Path policies;
    private final List<Gap> gaps = new ArrayList<>();

    private ClauseCheck(Path policies) {
        this.policies = policies;
    }

    /** The languages that at least one clause is written in. */
    public static Set<String> languages(Path policies) {
        return filesOf(policies, "/*.*.yaml").stream()
                .map(file -> ClauseFiles.TEXT.matcher(file.toString().replace('\\', '/')))
                .filter(name -> name.matches())
                .map(name -> name.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the clauses below that folder lack in those languages. */
    public static List<Gap> gaps(Path policies, Set<String> languages) {
        var check = new ClauseCheck(policies);
        for (var file : filesOf(policies, "/clause.yaml")) {
            check.clause(file, languages);
        }
        return check.gaps;
    }

    private void clause(Path file, Set<String> languages) {
        Clause clause;
        try {
            clause = ClauseFiles.clause(new FileSystemResource(file));
        } catch (IllegalStateException e) {
            add(file, "clause", String.valueOf(e.getMessage()));
            return;
        }
        var folder = Objects.requireNonNull(file.getParent());
        Set<Path> known = new HashSet<>();
        for (var version : clause.versions()) {
            var english = text(folder, version, REFERENCE, known);
            if (english != null) {
                steps(file(folder, version, REFERENCE), clause, english);
                lesson(file(folder, version, REFERENCE), english.lesson());
            }
            for (var language : languages) {
                if (!language.equals(REFERENCE)) {
                    var text = text(folder, version, language, known);
                    if (text != null && english != null) {
                        steps(file(folder, version, language), clause, text);
                        lesson(file(folder, version, language), text.lesson());
                        compare(file(folder, version, language), text, english);
                    }
                }
            }
        }
        for (var text : filesOf(folder, "*.*.yaml")) {
            if (!known.contains(text)) {
                add(text, "version", "clause.yaml has no such version");
            }
        }
    }

    private Clause.@Nullable Text text(Path folder, Clause.Version version, String language, Set<Path> known) {
        var file = file(folder, version, language);
        known.add(file);
        if (!Files.exists(file)) {
            add(file, "file", "it is missing");
            return null;
        }
        try {
            return ClauseFiles.text(new FileSystemResource(file));
        } catch (IllegalStateException e) {
            add(file, "text", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void steps(Path file, Clause clause, Clause.Text text) {
        for (var step : clause.fixSteps()) {
            if (!text.fixSteps().containsKey(step)) {
                add(file, "fixSteps", "there are no words for the step " + step);
            }
        }
        for (var step : text.fixSteps().keySet()) {
            if (!clause.fixSteps().contains(step)) {
                add(file, "fixSteps", "clause.yaml has no step " + step);
            }
        }
        texts(text)
                .filter(String::isBlank)
                .findFirst()
                .ifPresent(blank -> add(file, "text", "something in it is empty"));
    }

    private void lesson(Path file, Clause.Lesson lesson) {
        for (var question : lesson.questions()) {
            if (question.correct() < 1
                    || question.correct() > question.choices().size()) {
                add(file, question.question(), "the right answer is none of the choices");
            }
        }
    }

    private void compare(Path file, Clause.Text text, Clause.Text english) {
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

    private static Path file(Path folder, Clause.Version version, String language) {
        return folder.resolve("%d.%s.yaml".formatted(version.version(), language));
    }

    private void add(Path file, String element, String rule) {
        gaps.add(new Gap("policies/" + policies.relativize(file).toString().replace('\\', '/'), element, rule));
    }

    private static List<Path> filesOf(Path folder, String pattern) {
        var depth = pattern.startsWith("/") ? 2 : 1;
        var names = folder.getFileSystem().getPathMatcher("glob:" + pattern.replace("/", ""));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder, depth)) {
            return files.filter(file -> folder.relativize(file).getNameCount() == depth)
                    .filter(file -> names.matches(Objects.requireNonNull(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The files in " + folder + " cannot be read.", e);
        }
    }
}
