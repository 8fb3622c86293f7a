package org.fairhold.notice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Permission;
import org.fairhold.measure.NoticeWaiver;
import org.fairhold.policy.ClauseCheck;
import org.fairhold.policy.Gap;
import org.fairhold.policy.Translated;
import org.fairhold.report.Report;
import org.jspecify.annotations.Nullable;

/**
 * Whether every language says what English says: the same letters with the same sections and arguments, the same words, the
 * same clauses. Needs a folder and nothing that runs, so that a build, a command and an upload can ask.
 */
public final class LanguageCheck {
    private static final String REFERENCE = "en";
    private static final String WORDS = "words.properties";

    /** Colleagues read English. */
    private static final String STAFF = "staff-";

    private static final Pattern NOTICE = Pattern.compile("notices/[^/]+/[^/]+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!:]) |\n");
    private static final Pattern ARGUMENT = Pattern.compile("\\{[^{}]*}");

    private final List<Gap> gaps = new ArrayList<>();

    private LanguageCheck() {}

    /** @param files by their names below {@code processes/} */
    public static List<Gap> gaps(Map<String, byte[]> files) {
        var check = new LanguageCheck();
        var byLanguage = check.read(files);
        var languages = new TreeSet<>(byLanguage.keySet());
        languages.addAll(ClauseCheck.languages(files));
        languages.add(REFERENCE);
        var english = byLanguage.getOrDefault(REFERENCE, new TreeMap<>());
        languages.forEach(
                language -> check.language(language, byLanguage.getOrDefault(language, new TreeMap<>()), english));
        check.gaps.addAll(ClauseCheck.gaps(files, languages));
        return List.copyOf(check.gaps);
    }

    private Map<String, TreeMap<String, LetterFile>> read(Map<String, byte[]> files) {
        Map<String, TreeMap<String, LetterFile>> byLanguage = new TreeMap<>();
        new TreeMap<>(files).forEach((name, content) -> {
            if (NOTICE.matcher(name).matches()) {
                var path = name.substring(LetterFile.FOLDER.length() + 1);
                try {
                    var file = LetterFile.of(path, content);
                    byLanguage
                            .computeIfAbsent(file.language(), language -> new TreeMap<>())
                            .put(file.name(), file);
                } catch (IllegalStateException e) {
                    add(path, "document", String.valueOf(e.getMessage()));
                }
            }
        });
        return byLanguage;
    }

    private void language(String language, Map<String, LetterFile> files, Map<String, LetterFile> english) {
        var expected = new TreeSet<>(english.keySet());
        expected.add(WORDS);
        if (!language.equals(REFERENCE)) {
            expected.removeIf(name -> name.startsWith(STAFF));
        }
        for (var name : expected) {
            var file = files.get(name);
            if (file == null) {
                add(language + "/" + name, "file", "it is missing");
            } else if (name.equals(WORDS)) {
                words(file, english.get(name));
            } else {
                letter(file, Objects.requireNonNull(english.get(name)));
            }
        }
        for (var name : files.keySet()) {
            if (!expected.contains(name)) {
                add(language + "/" + name, "file", "English has no such text");
            }
        }
    }

    private void letter(LetterFile file, LetterFile english) {
        try {
            var unused = new LetterTemplate(file);
        } catch (IllegalStateException e) {
            add(file.path(), "document", String.valueOf(e.getMessage()));
            return;
        }
        if (sound(english)) {
            compare(file, english);
        }
    }

    /** What is broken is said where it is. */
    private static boolean sound(LetterFile english) {
        try {
            var unused = new LetterTemplate(english);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void compare(LetterFile file, LetterFile english) {
        var sections = sections(file);
        var expected = sections(english);
        if (sections.size() != expected.size() || !subject(sections).equals(subject(expected))) {
            add(file.path(), "sections", "it has %d, English has %d".formatted(sections.size(), expected.size()));
            return;
        }
        for (var i = 0; i < sections.size(); i++) {
            section(file, sections.get(i), expected.get(i));
        }
        if (!file.language().equals(REFERENCE)) {
            untranslated(file, english);
        }
    }

    private void section(LetterFile file, String section, String english) {
        var element = "“%s”".formatted(section.lines().findFirst().orElse(""));
        compare(file.path(), file.language(), element, section, english);
        if (items(section) != items(english)) {
            add(
                    file.path(),
                    element,
                    "its list has %d lines, English has %d".formatted(items(section), items(english)));
        }
    }

    private void compare(String file, String language, String element, String message, String english) {
        var arguments = Arguments.of(message, language);
        var expected = Arguments.of(english, REFERENCE);
        missing(arguments.names(), expected.names()).forEach(name -> add(file, element, "{" + name + "} is missing"));
        missing(expected.names(), arguments.names())
                .forEach(name -> add(file, element, "English has no {" + name + "} here"));
        arguments.pluralGaps().forEach(gap -> add(file, element, gap));
    }

    private void untranslated(LetterFile file, LetterFile english) {
        var inEnglish = sentences(english)
                .filter(sentence ->
                        Translated.sentence(ARGUMENT.matcher(sentence).replaceAll("")))
                .collect(Collectors.toSet());
        sentences(file)
                .filter(inEnglish::contains)
                .forEach(sentence -> add(file.path(), sentence, "it is still English"));
    }

    private static Stream<String> sentences(LetterFile file) {
        return SENTENCE_END.splitAsStream(file.content()).map(String::strip);
    }

    private void words(LetterFile file, @Nullable LetterFile english) {
        Properties words;
        Properties expected;
        try {
            words = Words.read(file);
            expected = english == null ? new Properties() : Words.read(english);
        } catch (IllegalStateException e) {
            add(file.path(), "words", String.valueOf(e.getMessage()));
            return;
        }
        var keys = new TreeSet<>(expected.stringPropertyNames());
        keys.addAll(codes());
        missing(words.stringPropertyNames(), keys).forEach(key -> add(file.path(), key, "it is missing"));
        missing(keys, words.stringPropertyNames()).forEach(key -> add(file.path(), key, "English has no such word"));
        keys.retainAll(words.stringPropertyNames());
        for (var key : keys) {
            var word = words.getProperty(key);
            var inEnglish = expected.getProperty(key, word);
            try {
                compare(file.path(), file.language(), key, word, inEnglish);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                add(file.path(), key, "it is broken: " + e.getMessage());
            }
            if (!file.language().equals(REFERENCE) && word.equals(inEnglish) && Translated.sentence(word)) {
                add(file.path(), key, "it is still English");
            }
        }
    }

    /** What the code puts into sentences. */
    private static Set<String> codes() {
        return Stream.of(
                        Stream.of(Permission.values()).map(permission -> "permission." + permission),
                        Stream.of(Permission.values())
                                .filter(Permission::onContract)
                                .map(permission -> "permission." + permission + ".running"),
                        Stream.of(MeasureKind.values()).map(kind -> "measure." + kind),
                        Stream.of(NoticeWaiver.values()).map(waiver -> "waiver." + waiver),
                        Stream.of(Report.Source.values()).map(source -> "source." + source))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }

    /** The subject, where there is one, and then what stands before the first heading and under each. */
    private static List<String> sections(LetterFile file) {
        var content = file.content().strip();
        return Stream.of(content.startsWith("Subject:") ? content.split("\n", 2) : new String[] {content})
                .flatMap(part -> Stream.of(part.strip().split("(?m)^(?=## )")))
                .toList();
    }

    private static Set<Integer> subject(List<String> sections) {
        return IntStream.range(0, sections.size())
                .filter(i -> sections.get(i).startsWith("Subject:"))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static long items(String section) {
        return section.lines().filter(line -> line.startsWith("- ")).count();
    }

    private static Set<String> missing(Set<String> there, Set<String> expected) {
        var missing = new TreeSet<>(expected);
        missing.removeAll(new HashSet<>(there));
        return missing;
    }

    private void add(String path, String element, String rule) {
        gaps.add(new Gap("notices/" + path, element, rule));
    }
}
