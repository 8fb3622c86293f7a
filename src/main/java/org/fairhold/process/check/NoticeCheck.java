package org.fairhold.process.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fairhold.notice.Accusations;
import org.fairhold.notice.Templates;
import org.fairhold.notice.Words;

/**
 * Holds the notices against those that came with the application: the code fills the arguments which these ask for, and
 * sends exactly these. So none may be missing in English, and none may ask for more, in any language.
 */
final class NoticeCheck {
    private static final String NOTICES = "notices/";
    private static final String FALLBACK = "notices/en/";
    private static final ProcessSet SHIPPED = shipped();

    private final ProcessSet files;
    private final List<Complaint> complaints = new ArrayList<>();

    private NoticeCheck(ProcessSet files) {
        this.files = files;
    }

    static List<Complaint> complaints(ProcessSet files) {
        var check = new NoticeCheck(files);
        check.missing();
        check.arguments();
        check.accusations();
        return check.complaints;
    }

    private static ProcessSet shipped() {
        try {
            return ProcessSet.onTheClassPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void missing() {
        for (var name : SHIPPED.names("")) {
            if (!name.startsWith(FALLBACK)) {
                continue;
            }
            if (!files.has(name)) {
                complaints.add(
                        new Complaint(name, "document", "the desk sends this text; it must be there in English"));
            } else if (name.endsWith(".properties")) {
                words(name).forEach(key -> complaints.add(new Complaint(name, key, "the desk needs a word for this")));
            }
        }
    }

    private Set<String> words(String name) {
        var path = name.substring(NOTICES.length());
        var missing = new TreeSet<>(Words.keys(path, SHIPPED.content(name)));
        try {
            missing.removeAll(Words.keys(path, files.content(name)));
            return missing;
        } catch (IllegalStateException broken) {
            // What is broken is said by whoever reads it.
            return Set.of();
        }
    }

    private void arguments() {
        var given = new TreeMap<String, Set<String>>();
        for (var name : SHIPPED.names(".txt")) {
            if (isNotice(name)) {
                given.computeIfAbsent(template(name), template -> new TreeSet<>())
                        .addAll(Templates.arguments(name.substring(NOTICES.length()), SHIPPED.content(name)));
            }
        }
        for (var name : files.names(".txt")) {
            var filled = isNotice(name) ? given.get(template(name)) : null;
            if (filled != null) {
                asked(name).stream()
                        .filter(argument -> !filled.contains(argument))
                        .forEach(argument -> complaints.add(new Complaint(
                                name,
                                "{" + argument + "}",
                                "the desk does not fill this; it fills " + String.join(", ", filled))));
            }
        }
    }

    /** A statement says all that it must, in every language, and offers no choice of accusations (A-10, never-rule 2). */
    private void accusations() {
        for (var name : files.names(".txt")) {
            if (isNotice(name)) {
                faults(name).forEach(fault -> complaints.add(new Complaint(name, fault.where(), fault.rule())));
                if (template(name).startsWith("statement-") && SHIPPED.has(FALLBACK + template(name))) {
                    var missing = new TreeSet<>(Templates.arguments(
                            FALLBACK.substring(NOTICES.length()) + template(name),
                            SHIPPED.content(FALLBACK + template(name))));
                    missing.removeAll(asked(name));
                    missing.forEach(argument ->
                            complaints.add(new Complaint(name, "{" + argument + "}", "a statement must say this")));
                }
            }
        }
    }

    private List<Accusations.Fault> faults(String name) {
        try {
            return Accusations.faults(name.substring(NOTICES.length()), files.content(name));
        } catch (IllegalStateException broken) {
            return List.of();
        }
    }

    private Set<String> asked(String name) {
        try {
            return new TreeSet<>(Templates.arguments(name.substring(NOTICES.length()), files.content(name)));
        } catch (IllegalStateException broken) {
            return Set.of();
        }
    }

    /** What stands elsewhere is said by whoever knows the places. */
    private static boolean isNotice(String name) {
        return name.matches(NOTICES + "[^/]+/[^/]+");
    }

    private static String template(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
