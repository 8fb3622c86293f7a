package org.fairhold.process.check;

import java.util.List;
import java.util.regex.Pattern;

/** Where which file stands. One that stands elsewhere would be ignored in silence, so it is refused instead. */
final class Places {
    private static final Pattern KNOWN = Pattern.compile(
            """
            revision
            |README\\.md
            |(?!notices/|policies/|bodies/)[^/]+/[^/]+\\.(bpmn|dmn|form|tests\\.csv)
            |notices/[^/]+/[^/]+\\.(txt|properties)
            |policies/[^/]+/(clause|\\d+\\.[A-Za-z-]+)\\.yaml
            |bodies/[^/]+\\.yaml
            """,
            Pattern.COMMENTS);

    private Places() {}

    static List<Complaint> complaints(ProcessSet files) {
        return files.names("").stream()
                .filter(name -> !KNOWN.matcher(name).matches())
                .map(name -> new Complaint(
                        name,
                        "document",
                        "no file of this name has a place here: it is <process>/<name>.bpmn, .dmn, .form or .tests.csv,"
                                + " notices/<language>/<name>.txt, policies/<clause>/clause.yaml or"
                                + " <version>.<language>.yaml, or bodies/<name>.yaml"))
                .toList();
    }
}
