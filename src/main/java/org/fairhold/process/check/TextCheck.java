package org.fairhold.process.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fairhold.notice.LanguageCheck;
import org.fairhold.notice.Templates;
import org.fairhold.outside.Bodies;
import org.fairhold.policy.Policies;

/** Checks the notices, the policies and the bodies outside by the code that reads them when the desk starts, and that each language is whole. */
final class TextCheck {
    private static final String NOTICES = "notices/";
    private static final String POLICIES = "policies/";
    private static final Pattern POSITION = Pattern.compile("\\bline \\d+, column \\d+\\b");

    private TextCheck() {}

    static List<Complaint> complaints(ProcessSet files) {
        List<Complaint> complaints = new ArrayList<>();
        for (var name : below(files, NOTICES).toList()) {
            complainOf(name, () -> Templates.requireSound(name.substring(NOTICES.length()), files.content(name)))
                    .forEach(complaints::add);
        }
        clauses(files).forEach((clause, its) -> complainOf(clause, () -> Policies.requireSound(its))
                .forEach(complaints::add));
        complainOf(Bodies.FOLDER, () -> Bodies.requireSound(files.files())).forEach(complaints::add);
        if (complaints.isEmpty()) {
            LanguageCheck.gaps(files.files())
                    .forEach(gap -> complaints.add(new Complaint(gap.file(), gap.element(), gap.rule())));
        }
        return complaints;
    }

    private static Stream<String> below(ProcessSet files, String folder) {
        return files.names("").stream().filter(name -> name.startsWith(folder));
    }

    /** The files of each clause, under the name of its first one. */
    private static Map<String, Map<String, byte[]>> clauses(ProcessSet files) {
        Map<String, Map<String, byte[]>> clauses = new TreeMap<>();
        below(files, POLICIES).filter(name -> name.endsWith(".yaml")).forEach(name -> clauses.computeIfAbsent(
                        name.substring(0, name.lastIndexOf('/')) + "/clause.yaml", clause -> new TreeMap<>())
                .put(name, files.content(name)));
        return clauses;
    }

    private static Stream<Complaint> complainOf(String file, Runnable reading) {
        try {
            reading.run();
            return Stream.empty();
        } catch (RuntimeException e) {
            var rule = String.valueOf(e.getMessage());
            var position = POSITION.matcher(rule);
            return Stream.of(new Complaint(file, position.find() ? position.group() : "document", rule));
        }
    }
}
