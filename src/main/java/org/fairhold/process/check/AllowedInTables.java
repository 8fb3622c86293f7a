package org.fairhold.process.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The elements and attributes of a table. It is written in FEEL, and in nothing that could run. */
final class AllowedInTables {
    private static final Pattern DMN =
            Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d{8}/(MODEL/|DMNDI/|D[CI]/)");
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";
    private static final Set<String> BESIDES = Set.of(
            "http://camunda.org/schema/modeler/1.0",
            "http://bpmn.io/schema/dmn/biodi/2.0",
            "http://www.w3.org/2001/XMLSchema-instance",
            "http://www.w3.org/2000/xmlns/");

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "decision",
            "decisionTable",
            "description",
            "input",
            "inputExpression",
            "inputValues",
            "inputEntry",
            "output",
            "outputValues",
            "outputEntry",
            "annotation",
            "annotationEntry",
            "rule",
            "text",
            "DMNDI",
            "DMNDiagram",
            "DMNShape",
            "DMNLabel",
            "Bounds",
            "Size",
            "extensionElements",
            "bounds");

    private static final Set<String> OF_CAMUNDA = Set.of("historyTimeToLive", "versionTag");
    private static final Set<String> FEEL =
            Set.of("feel", "https://www.omg.org/spec/dmn/20191111/feel/", "http://www.omg.org/spec/feel/20140401");

    private static final Pattern READS_THE_TIME = Pattern.compile("\\b(now|today)\\s*\\(");
    private static final Pattern DEFINES = Pattern.compile("\\bfunction\\s*\\(|\\bexternal\\b(?=\\s*\\{)");

    private AllowedInTables() {}

    static Stream<Complaint> complaints(String file, List<Markup.Piece> pieces) {
        return pieces.stream().flatMap(piece -> Stream.concat(place(piece), language(piece))
                .map(rule -> new Complaint(file, piece.owner(), rule)));
    }

    private static Stream<String> place(Markup.Piece piece) {
        var namespace = piece.namespace();
        boolean known;
        if (piece.isText()) {
            known = ELEMENTS.contains(piece.element().getLocalName())
                    && (DMN.matcher(namespace).matches() || BESIDES.contains(namespace));
        } else {
            known = namespace.isEmpty()
                    || BESIDES.contains(namespace)
                    || (namespace.equals(CAMUNDA) && OF_CAMUNDA.contains(piece.attribute()));
        }
        var name = piece.isText() ? piece.element().getLocalName() : piece.attribute();
        return known ? Stream.empty() : Stream.of("a decision is a table; %s is not used here".formatted(name));
    }

    private static Stream<String> language(Markup.Piece piece) {
        var rules = Stream.<String>builder();
        if (piece.attribute().equals("expressionLanguage")
                && !FEEL.contains(piece.text().toLowerCase(Locale.ROOT))) {
            rules.add("tables are written in FEEL");
        }
        if (piece.isText() && piece.element().getLocalName().equals("text")) {
            if (READS_THE_TIME.matcher(piece.text()).find()) {
                rules.add("a table does not read the time: it would not obey the one clock");
            }
            if (DEFINES.matcher(piece.text()).find()) {
                rules.add("a table defines no functions");
            }
        }
        return rules.build();
    }
}
