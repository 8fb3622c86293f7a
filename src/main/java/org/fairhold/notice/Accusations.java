package org.fairhold.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What may not stand in a letter, because somebody has to live with it: a part without words, a place that nobody filled in, and,
 * in a statement, a choice of accusations from which the person may pick their own.
 */
public final class Accusations {
    private static final String STATEMENT = "statement-";
    private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");
    private static final Pattern EMPTY = Pattern.compile("\\A## [^\\n]*\\s*\\z");

    /** Marks that people leave where words are to come; the case number's own brackets hold an argument. */
    private static final Pattern OPEN = Pattern.compile(
            "\\[[^\\]{}\\n]*]|<[^>\\n]{1,80}>|_{3,}|\\.{4,}|\\?{3}|\\$\\{|\\b(?:TODO|TBD|XXX)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Where the person reads what they did, and against which rule. */
    private static final Pattern ACCUSING = Pattern.compile("\\{(?:facts|clauseTitle|reason)}");

    private static final Pattern CHOICE = Pattern.compile(
            "(?m)^- (?!\\{)[^\\n]*|\\b(?:or|either|oder|entweder|beziehungsweise|bzw)\\b|\\p{L}/\\p{L}|\\bone of the\\b|\\beine[rms]? der folgenden\\b",
            Pattern.CASE_INSENSITIVE);

    /** @param where the section, or the words themselves */
    public record Fault(String where, String rule) {}

    private Accusations() {}

    /**
     * What is wrong with a letter's fixed words.
     *
     * @param path {@code <language>/<name>}
     */
    public static List<Fault> faults(String path, byte[] content) {
        var file = LetterFile.of(path, content);
        List<Fault> faults = new ArrayList<>();
        OPEN.matcher(file.content())
                .results()
                .forEach(open -> faults.add(new Fault("“" + open.group() + "”", "nobody has filled this in")));
        for (var section : SECTION.split(file.content().strip())) {
            var heading = "“%s”".formatted(section.lines().findFirst().orElse(""));
            if (EMPTY.matcher(section).matches()) {
                faults.add(new Fault(heading, "it is empty"));
            }
            if (file.name().startsWith(STATEMENT)) {
                choices(section)
                        .forEach(choice -> faults.add(new Fault(
                                heading,
                                "a statement accuses of one thing and offers no choice: “%s”".formatted(choice))));
            }
        }
        return faults;
    }

    /** The choices before the last argument that accuses; what follows it is what the measure takes. */
    private static List<String> choices(String section) {
        var accusing = ACCUSING.matcher(section).results().toList();
        return accusing.isEmpty()
                ? List.of()
                : CHOICE.matcher(section.substring(
                                0, accusing.get(accusing.size() - 1).end()))
                        .results()
                        .map(choice -> choice.group().strip())
                        .toList();
    }
}
