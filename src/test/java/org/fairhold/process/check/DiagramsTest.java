package org.fairhold.process.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The owners' files hold together, with each other and with the code. */
class DiagramsTest {
    private static ProcessSet files;
    private static SetOfModels sound;
    private static Check check;

    @BeforeAll
    static void read() throws Exception {
        files = ProcessSet.in(Path.of("processes"));
        sound = new SetOfModels(files);
        assertThat(sound.unreadable()).isEmpty();
        check = new Check();
    }

    @Test
    void every_diagram_table_and_form_keeps_the_rules() {
        assertThat(files.names(".bpmn")).isNotEmpty();
        assertThat(complaints(files)).isEmpty();
    }

    @Test
    void the_revision_is_a_number() throws Exception {
        assertThat(Files.readString(Path.of("processes", "revision"))).matches("[1-9]\\d*\\n");
    }

    static List<Complaint> complaints(ProcessSet files) {
        return check.complaints(new SetOfModels(files, sound));
    }

    /** Every rule is able to fail. */
    @Nested
    class ABrokenFileIsRefused {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        missing-due-date | readAddedReport: a user task has a due date
                        unknown-bean     | requestReading: there is no step called requestWrok
                        undrawn-node     | escalateReading: it is not drawn
                        script-task      | escalateReading: a diagram holds no scripts
                        wrong-id         | Activity_0k3x1a9: an id is words in camelCase
                        """)
        void when_a_whole_diagram_is_broken(String broken, String complaint) throws Exception {
            var diagram = Files.readAllBytes(Path.of("src/test/resources/diagrams/%s.bpmn".formatted(broken)));

            var complaints = complaints(files.with("added-report/added-report.bpmn", diagram));

            assertThat(complaints)
                    .extracting(Complaint::toString)
                    .contains("added-report/added-report.bpmn, " + complaint);
        }

        @ParameterizedTest
        @MethodSource("org.fairhold.process.check.DiagramsTest#breaks")
        void when_one_piece_of_it_is_changed(String file, String piece, String replacement, String complaint) {
            var complaints = complaints(files.with(file, piece, replacement));

            assertThat(complaints)
                    .extracting(Complaint::toString)
                    .anyMatch(said -> said.startsWith(file) && said.contains(complaint));
        }

        @Test
        void when_a_table_a_form_or_a_called_process_is_missing() {
            assertThat(complaints(files.without("added-report/added-report-times.dmn")))
                    .extracting(Complaint::rule)
                    .contains(
                            "there is no table added-report-times",
                            "no table gives readingDays on every way to this step");
            assertThat(complaints(files.without("added-report/read-added-report.form")))
                    .extracting(Complaint::rule)
                    .containsExactly("there is no form read-added-report");
            assertThat(complaints(files.without("reinstatement/reinstatement.bpmn")))
                    .extracting(Complaint::rule)
                    .contains("there is no process reinstatement", "no user task uses this form");
            assertThat(complaints(files.without("appeal/appeal.bpmn")))
                    .extracting(Complaint::rule)
                    .contains("no diagram catches this message", "no diagram uses this table");
        }
    }

    static Stream<Arguments> breaks() {
        var added = "added-report/added-report.bpmn";
        var violation = "policy-violation/policy-violation.bpmn";
        var restriction = "restriction/restriction.bpmn";
        var reinstatement = "reinstatement/reinstatement.bpmn";
        var times = "added-report/added-report-times.dmn";
        var proposal = "policy-violation/measure-proposal.dmn";
        var form = "added-report/read-added-report.form";
        return Stream.of(
                arguments(added, "id=\"added-report\"", "id=\"addedReport\"", "called like its file"),
                arguments(added, "id=\"added-report\"", "id=\"addedReport\"", "called like its folder"),
                arguments(added, "${escalateToLead}", "${reverseMoney}", "only fraud-investigation may have the step"),
                arguments(
                        added,
                        "${escalateToLead}",
                        "${freezeAccount}",
                        "only account-takeover or fraud-investigation may have the step"),
                arguments(added, "isExecutable=\"true\"", "isExecutable=\"false\"", "the process is executable"),
                arguments(added, " camunda:historyTimeToLive=\"P180D\"", "", "how long its history lives"),
                arguments(added, "</bpmn:process>", "</bpmn:proces>", "it cannot be read"),
                arguments(
                        added, "candidateGroups=\"analysts\"", "candidateGroups=\"night-shift\"", "falls into a queue"),
                arguments(added, " camunda:candidateGroups=\"analysts\"", "", "falls into a queue"),
                arguments(
                        added, "formRefBinding=\"deployment\"", "formRefBinding=\"latest\"", "binds to its deployment"),
                arguments(added, "formRef=\"read-added-report\"", "formRef=\"other\"", "there is no form other"),
                arguments(added, " camunda:asyncAfter=\"true\"", "", "asyncAfter"),
                arguments(
                        added,
                        "<bpmn:documentation>The analyst decides what the added report changes in the case.</bpmn:documentation>",
                        "",
                        "what the person decides"),
                arguments(added, "cancelActivity=\"false\"", "cancelActivity=\"true\"", "escalates to the lead"),
                arguments(added, "${escalateToLead}", "${closeCase}", "escalates to the lead"),
                arguments(added, "${escalateToLead}", "${closeCase}", "the id is the bean's name, or its verb"),
                arguments(added, "${readingReminder}", "${readingDue}", "the timer is the requested one"),
                arguments(
                        added,
                        "<bpmn:subProcess id=\"movedCase\" name=\"Moved case\" triggeredByEvent=\"true\">",
                        "<bpmn:subProcess id=\"movedCase\" name=\"Moved case\" triggeredByEvent=\"true\">"
                                + "<bpmn:subProcess id=\"innerCase\" name=\"Inner case\" triggeredByEvent=\"true\" />",
                        "would only listen while that one runs"),
                arguments(added, "${readingReminder}", "R/P1D", "timeCycle is a variable"),
                arguments(
                        added,
                        "dueDate=\"${readingDue}\"",
                        "dueDate=\"${reviewDue}\"",
                        "the due date is the requested one"),
                arguments(added, "dueDate=\"${readingDue}\"", "dueDate=\"${now}\"", "nothing sets the variable now"),
                arguments(added, "${priority}", "${task.priority}", "priority is a variable"),
                arguments(added, "id=\"requestReading\" name", "id=\"askReading\" name", "it cannot be read"),
                arguments(
                        added,
                        "delegateExpression=\"${requestWork}\"",
                        "class=\"org.Evil\"",
                        "camunda:class is not used here"),
                arguments(
                        added,
                        "delegateExpression=\"${requestWork}\"",
                        "expression=\"${requestWork}\"",
                        "names its bean"),
                arguments(
                        added,
                        "delegateExpression=\"${requestWork}\"",
                        "type=\"external\" camunda:topic=\"a\"",
                        "camunda:topic is not"),
                arguments(
                        added,
                        "decisionRef=\"added-report-times\"",
                        "decisionRef=\"nothing\"",
                        "there is no table nothing"),
                arguments(
                        added,
                        "decisionRef=\"added-report-times\"",
                        "resultVariable=\"a\" camunda:decisionRef=\"added-report-times\"",
                        "camunda:resultVariable is not used here"),
                arguments(
                        added,
                        "decisionRef=\"added-report-times\"",
                        "decisionRef=\"appeal-times\"",
                        "no table gives readingDays on every way"),
                arguments(
                        added,
                        "decisionRefBinding=\"latest\"",
                        "decisionRefBinding=\"deployment\"",
                        "its latest version"),
                arguments(added, "name=\"reportAdded\"", "name=\"reportReceived\"", "nothing sends the message"),
                arguments(added, "name=\"Report read\"", "", "every end names its outcome"),
                arguments(
                        added,
                        "name=\"Read added report\"",
                        "name=\"Look at it\"",
                        "its label says \"Read added report\""),
                arguments(violation, "name=\"Close case\"", "name=\"Shut case\"", "the four names of a step are one"),
                arguments(added, "name=\"Request reading\"", "name=\"request reading\"", "a name in sentence case"),
                arguments(
                        added,
                        "<bpmn:incoming>flowLookUpTimesToRequestReading</bpmn:incoming>",
                        "<bpmn:extensionElements><camunda:executionListener event=\"start\" delegateExpression=\"${closeCase}\" />"
                                + "</bpmn:extensionElements>",
                        "camunda:executionListener is not used here"),
                arguments(
                        added,
                        "<bpmn:incoming>flowLookUpTimesToRequestReading</bpmn:incoming>",
                        "<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name=\"a\">b</camunda:inputParameter>"
                                + "</camunda:inputOutput></bpmn:extensionElements>",
                        "camunda:inputOutput is not used here"),
                arguments(
                        added,
                        "<bpmn:incoming>flowLookUpTimesToRequestReading</bpmn:incoming>",
                        "<bpmn:extensionElements><camunda:connector><camunda:connectorId>a</camunda:connectorId>"
                                + "</camunda:connector></bpmn:extensionElements>",
                        "camunda:connector is not used here"),
                arguments(added, "<bpmndi:BPMNEdge", "<!-- not drawn --><bpmndi:BPMNLabelStyle", "it cannot be read"),
                arguments(violation, "name=\"What was found?\"", "name=\"Found\"", "asks a question"),
                arguments(violation, " default=\"violationWasFound\"", "", "has a default flow"),
                arguments(
                        violation,
                        "id=\"noneFound\" name=\"No violation\"",
                        "id=\"noneFound\"",
                        "named with its answer"),
                arguments(
                        violation,
                        "${finding == 'NONE'}",
                        "${runtimeService.createQuery().count() > 0}",
                        "a condition compares variables with literals"),
                arguments(violation, "${finding == 'NONE'}", "${findng == 'NONE'}", "nothing sets the variable findng"),
                arguments(violation, "${finding == 'NONE'}", "${closeCase}", "nothing sets the variable closeCase"),
                arguments(
                        violation,
                        "${finding == 'NONE'}",
                        "${execution == 'NONE'}",
                        "nothing sets the variable execution"),
                arguments(
                        violation,
                        "id=\"answerOrSilence\"",
                        "id=\"answerOrSilence\" name=\"Wait\"",
                        "only a gateway that asks"),
                arguments(
                        violation,
                        "sourceRef=\"gatherFacts\" targetRef=\"inviteAnswer\"",
                        "sourceRef=\"gatherFacts\" targetRef=\"countHistory\"",
                        "flows split and join at gateways"),
                arguments(
                        violation,
                        "sourceRef=\"requestReview\" targetRef=\"reviewReport\"",
                        "sourceRef=\"requestReview\" targetRef=\"countHistory\"",
                        "a request is followed by its user task"),
                arguments(
                        violation,
                        "sourceRef=\"answerReceived\" targetRef=\"answerWindowClosed\"",
                        "sourceRef=\"answerReceived\" targetRef=\"reviewReport\"",
                        "a user task follows the step that requests it"),
                arguments(
                        restriction,
                        "calledElement=\"reinstatement\"",
                        "calledElement=\"nothing\"",
                        "there is no process"),
                arguments(
                        restriction,
                        "calledElementBinding=\"deployment\"",
                        "calledElementBinding=\"latest\"",
                        "binds to"),
                arguments(restriction, "#{execution.processBusinessKey}", "#{execution.id}", "is the case number"),
                arguments(
                        restriction,
                        "source=\"fixDecision\"",
                        "sourceExpression=\"${a}\"",
                        "takes no sourceExpression"),
                arguments(
                        restriction,
                        "decisionRef=\"restriction-times\"",
                        "decisionRef=\"appeal-times\"",
                        "no table gives"),
                arguments(
                        reinstatement,
                        "formRef=\"check-fix\"",
                        "formRef=\"sign-refusal\"",
                        "called like it: check-fix"),
                arguments(
                        times, "<decision id=\"added-report-times\"", "<decision id=\"times\"", "called like its file"),
                arguments(times, " camunda:historyTimeToLive=\"P180D\"", "", "how long its history lives"),
                arguments(times, "hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\"", "UNIQUE or FIRST"),
                arguments(times, "<text>severity</text>", "<text>gravity</text>", "nothing sets the variable gravity"),
                arguments(times, "<rule id=\"highSeverity\"", "<rule id=\"Rule_1x\"", "words in camelCase"),
                arguments(times, "name=\"readingDays\"", "name=\"reading_days\"", "words in camelCase"),
                arguments(times, "<text>1</text>", "<text>date(now()).day</text>", "does not read the time"),
                arguments(times, "<text>1</text>", "<text></text>", "a rule fills every column"),
                arguments(
                        times,
                        "typeRef=\"string\"",
                        "typeRef=\"string\" expressionLanguage=\"juel\"",
                        "tables are written in FEEL"),
                arguments(proposal, "<text>\"honestMistake\"</text>", "<text>\"mistake\"</text>", "gives its own id"),
                arguments(
                        proposal,
                        "<description>A first violation of this clause: a warning with the lesson is enough.</description>",
                        "",
                        "says in a sentence"),
                arguments(form, "\"id\": \"read-added-report\"", "\"id\": \"read\"", "called like its file"),
                arguments(form, "\"key\": \"note\"", "\"key\": \"remark\"", "the server does not read this field"),
                arguments(
                        form,
                        "\"key\": \"note\"",
                        "\"key\": \"remark\"",
                        "the form does not ask for what the server reads"),
                arguments(
                        "reinstatement/sign-refusal.form",
                        "\"key\": \"signature\"",
                        "\"key\": \"note\"",
                        "no two fields have the same key"));
    }
}
