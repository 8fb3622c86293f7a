package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has a key that may deploy can change what the desk does, but not run code on it or mislead with it. */
class PoisonedSetTest extends OwnerScenario {
    private static final String DIAGRAM = "report/report.bpmn";
    private static final String TABLE = "report/triage.dmn";
    private static final String FORM = "policy-violation/review-report.form";
    private static final String NOTICE = "notices/en/late.txt";

    static Stream<Arguments> poison() {
        return Stream.of(
                poison(
                        "a script",
                        DIAGRAM,
                        set -> set.with(
                                DIAGRAM,
                                "<bpmn:startEvent ",
                                "<bpmn:scriptTask id=\"steal\" name=\"Steal\" scriptFormat=\"groovy\"><bpmn:script>x</bpmn:script></bpmn:scriptTask>\n<bpmn:startEvent "),
                        "steal",
                        "scripts"),
                poison(
                        "reflection in a condition",
                        "policy-violation/policy-violation.bpmn",
                        set -> set.with(
                                "policy-violation/policy-violation.bpmn",
                                "${finding == 'NONE'}",
                                "${''.getClass().forName('java.lang.Runtime') != null}"),
                        "noneFound",
                        "condition"),
                poison(
                        "a DOCTYPE",
                        DIAGRAM,
                        set -> set.with(
                                DIAGRAM,
                                "<bpmn:definitions",
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<bpmn:definitions"),
                        "document",
                        "cannot be read"),
                poison(
                        "a DOCTYPE in a table",
                        TABLE,
                        set -> set.with(
                                TABLE,
                                "<definitions",
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<definitions"),
                        "document",
                        "cannot be read"),
                poison(
                        "a listener",
                        DIAGRAM,
                        set -> set.with(
                                DIAGRAM,
                                "<bpmn:startEvent ",
                                "<bpmn:extensionElements><camunda:executionListener event=\"start\" expression=\"${desk.x()}\" /></bpmn:extensionElements>\n<bpmn:startEvent "),
                        "report",
                        "executionListener"),
                poison(
                        "a class",
                        DIAGRAM,
                        set -> set.with(
                                DIAGRAM,
                                "camunda:delegateExpression=\"${matchReport}\"",
                                "camunda:class=\"java.lang.Runtime\""),
                        "matchReport",
                        "camunda:class"),
                poison(
                        "another expression language in a table",
                        TABLE,
                        set -> set.with(TABLE, "<inputExpression ", "<inputExpression expressionLanguage=\"juel\" "),
                        null,
                        "FEEL"),
                poison(
                        "HTML in a form",
                        FORM,
                        set -> set.with(
                                FORM,
                                "\"components\": [",
                                "\"components\": [{\"type\": \"html\", \"id\": \"evil\", \"content\": \"<script>alert(1)</script>\"},"),
                        null,
                        "a form holds no"),
                poison(
                        "a notice that asks for what the desk does not fill",
                        NOTICE,
                        set -> set.with(NOTICE, "{caseNumber}", "{caseNumber} {passwordOfSubject}"),
                        "{passwordOfSubject}",
                        "does not fill"),
                poison("no notice at all", NOTICE, set -> set.without(NOTICE), "document", "must be there"),
                poison("a file in a strange place", "../x.bpmn", null, null, ""));
    }

    private static Arguments poison(
            String what, String file, UnaryOperator<ProcessSet> change, String element, String rule) {
        return Arguments.of(what, file, change, element, rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void a_poisoned_set_is_refused_by_file_element_and_rule(
            String what, String file, UnaryOperator<ProcessSet> change, String element, String rule) {
        var poisoned = change == null ? saying(files, file, "x") : change.apply(files);

        var answer = upload(poisoned);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("errors")).as(answer.body()).anySatisfy(error -> {
            assertThat(error.get("file").asText()).isEqualTo(change == null ? "body" : file);
            assertThat(error.get("element").asText())
                    .isEqualTo(element == null ? error.get("element").asText() : element);
            assertThat(error.get("rule").asText()).contains(rule).isNotBlank();
        });
        assertThat(rows("deployed_revision")).isEqualTo(1);
    }
}
