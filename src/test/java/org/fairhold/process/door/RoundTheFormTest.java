package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways round a task's form, tried by an analyst who is signed in. */
class RoundTheFormTest extends AtTheDoor {
    private static final String VARIABLE = "{\"value\": \"VIOLATION\", \"type\": \"String\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task/{task}/variables/finding",
                "/task/{task}/localVariables/finding",
                "/execution/{execution}/localVariables/finding",
                "/process-instance/{instance}/variables/finding"
            })
    void a_variable_cannot_be_set(String path) {
        refused(as("ana"), 403, "PUT", engine(path), VARIABLE, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task/{task}/variables",
                "/task/{task}/localVariables",
                "/execution/{execution}/localVariables",
                "/process-instance/{instance}/variables",
                "/process-instance/variables-async"
            })
    void variables_cannot_be_set_together(String path) {
        refused(
                as("ana"),
                403,
                "POST",
                engine(path),
                "{\"modifications\": {\"finding\": " + VARIABLE
                        + "}, \"processInstanceIds\": [\"%s\"]}".formatted(instance),
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "resolve", "delegate"})
    void a_task_is_not_completed_resolved_or_delegated_round_its_form(String verb) {
        refused(as("ana"), 403, "POST", engine("/task/{task}/" + verb), "{\"userId\": \"ben\"}", "its form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bpmnError", "bpmnEscalation"})
    void no_error_and_no_escalation_is_thrown_at_a_task(String verb) {
        refused(
                as("ana"),
                403,
                "POST",
                engine("/task/{task}/" + verb),
                "{\"errorCode\": \"x\", \"escalationCode\": \"x\"}",
                "its form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/process-instance/{instance}/modification",
                "/process-instance/{instance}/modification-async",
                "/modification/execute",
                "/migration/execute",
                "/process-definition/key/policy-violation/restart"
            })
    void an_instance_is_not_moved(String path) {
        refused(
                as("ana"),
                403,
                "POST",
                engine(path),
                "{\"instructions\": [{\"type\": \"startBeforeActivity\", \"activityId\": \"decideMeasure\"}]}",
                "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/message",
                "/signal",
                "/execution/{execution}/signal",
                "/execution/{execution}/messageSubscriptions/answerGiven/trigger"
            })
    void no_message_and_no_signal_is_sent(String path) {
        refused(
                as("ana"),
                403,
                "POST",
                engine(path),
                "{\"messageName\": \"answerGiven\", \"name\": \"x\", \"processInstanceId\": \"%s\"}"
                        .formatted(instance),
                "");
    }

    @ParameterizedTest
    @CsvSource({"/task/{task},PUT", "/task/create,POST", "/task/{task},DELETE", "/process-instance/{instance},DELETE"})
    void a_task_is_not_rewritten_created_or_removed(String path, String method) {
        refused(
                as("ana"),
                403,
                method,
                engine(path),
                "{\"priority\": 1, \"due\": \"2030-01-01T00:00:00.000+0000\"}",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/task/{task}/comment/create", "/task/{task}/attachment/create"})
    void no_comment_and_no_attachment_is_left(String path) {
        refused(as("ana"), 403, "POST", engine(path), "{\"message\": \"a name\"}", "");
    }

    @Test
    void a_filter_is_not_created() {
        refused(
                as("ana"),
                403,
                "POST",
                engine("/filter/create"),
                "{\"resourceType\": \"Task\", \"name\": \"x\", \"query\": {\"ownerExpression\": \"${1+1}\"}}",
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void a_filter_is_not_changed_or_removed(String method) {
        var ana = as("ana");
        var id = Browser.json(ana.get(engine("/filter"))).get(0).get("id").asText();

        refused(
                ana,
                403,
                method,
                engine("/filter/" + id),
                "{\"resourceType\": \"Task\", \"name\": \"x\", \"query\": {}}",
                "");
    }

    @Test
    void a_process_is_not_started() {
        refused(as("ana"), 403, "POST", engine("/process-definition/key/policy-violation/start"), "{}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "pia", "admin"})
    void a_poisoned_diagram_is_not_deployed_not_even_by_an_administrator(String who) {
        var before = world();

        var answer = as(who).send(
                        "POST",
                        engine("/deployment/create"),
                        "multipart/form-data; boundary=b",
                        """
                        --b\r
                        Content-Disposition: form-data; name="poison.bpmn"; filename="poison.bpmn"\r
                        \r
                        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="x"><process id="poison" isExecutable="true" camunda:historyTimeToLive="1"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/><serviceTask id="t" camunda:expression="${''.getClass()}"/></process></definitions>\r
                        --b--\r
                        """);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(world()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task/{task}/complete/",
                "/task/{task}//complete",
                "/task/{task}/compl%65te",
                "/task/{task}/complete;x=y",
                "/task;x=y/{task}/complete",
                "/task/{task}/./complete",
                "/task/x/../{task}/complete",
                "/task/{task}%2Fcomplete",
                "/task/{task}/COMPLETE",
                "/task/{task}/claim/../complete",
                "/task/{task}/compl%2565te"
            })
    void another_spelling_of_an_address_opens_nothing(String path) {
        var before = world();

        var answer = as("ana").post(engine(path), "{}");

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(world()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void a_header_does_not_make_another_method_of_a_call(String header) {
        var before = world();

        var answer = as("ana").with(header, "DELETE").get(engine("/task/{task}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(review()).isNotNull();
        assertThat(world()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense"
            })
    void what_is_not_json_is_not_read(String type) {
        var before = world();

        var answer = as("ana").send("POST", engine("/task/{task}/claim"), type, "{\"userId\": \"ana\"}");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(world()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"userId\": \"ana\", \"userId\": \"ben\"}", "{} {}"})
    void a_body_that_two_readers_could_read_differently_is_refused(String body) {
        refused(as("ana"), 400, "POST", engine("/task/{task}/claim"), body, "not JSON");
    }
}
