package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Fraud and takeover are seen by cleared colleagues only; to everybody else there is no such case. */
class ConfidentialCaseTest extends Confidential {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/default";
    private static final String NO_CASE = "C-999999999999";
    private static final String NO_ID = "00000000-aaaa-bbbb-cccc-000000000000";

    @Autowired
    IdentityService identity;

    @Autowired
    RuntimeService runtime;

    /** The one task of a case, as the engine itself knows it. */
    private JsonNode taskOf(String number) {
        return as("fay").task(number, "readAddedReport");
    }

    @Test
    void a_fraud_investigator_sees_and_works_a_confidential_case_like_any_other() {
        var number = fraud(ANNA);

        assertThat(as("fay").form(number, "readAddedReport").status()).isEqualTo(200);
        assertThat(as("fay").caseFile(number, "readAddedReport")).contains(number);
        decides("fay", number, "readAddedReport", Map.of("note", "The payments come from one stolen card."));

        assertThat(as("fay").sees(number, "readAddedReport")).isFalse();
        assertThat(what(number)).anyMatch(entry -> entry.startsWith("readAddedReport"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ben", "pia"})
    void whoever_is_not_cleared_finds_nothing_of_it_in_any_list_count_or_filter(String who) {
        var ordinary = reported(ANNA);
        var before = lists(who);

        var number = fraudLike(ordinary);

        assertThat(lists(who)).isEqualTo(before);
        assertThat(as(who).readable(number)).isEmpty();
        assertThat(as("fay").sees(number, "readAddedReport")).isTrue();
    }

    /** What this person's Tasklist and Cockpit list and count. */
    private List<String> lists(String who) {
        List<String> answers = new ArrayList<>();
        var http = as(who).http();
        answers.add(http.post(ENGINE + "/task", Map.of()).body());
        answers.add(http.post(ENGINE + "/task/count", Map.of()).body());
        for (var filter : http.get(ENGINE + "/filter?resourceType=Task").json()) {
            var queue = ENGINE + "/filter/" + filter.get("id").asText();
            answers.add(http.post(queue + "/list?firstResult=0&maxResults=50", Map.of())
                    .body());
            answers.add(http.post(queue + "/count", Map.of()).body());
        }
        for (var list : List.of(
                "/process-instance",
                "/execution",
                "/variable-instance",
                "/incident",
                "/job",
                "/history/process-instance",
                "/history/task",
                "/history/activity-instance",
                "/history/decision-instance",
                "/history/user-operation")) {
            answers.add(http.get(ENGINE + list).body());
            answers.add(http.get(ENGINE + list + "/count").body());
        }
        answers.add(http.post(COCKPIT + "/process-instance?firstResult=0&maxResults=50", Map.of())
                .body());
        answers.add(http.post(COCKPIT + "/process-instance/count", Map.of()).body());
        answers.add(http.post(COCKPIT + "/incident", Map.of()).body());
        answers.add(http.get(COCKPIT + "/process-definition/statistics").body());
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ben", "pia"})
    void its_ids_and_numbers_answer_like_those_of_nothing(String who) {
        var number = fraud(ANNA);
        var task = taskOf(number).get("id").asText();
        var instance = taskOf(number).get("processInstanceId").asText();
        var http = as(who).http();

        for (var call : List.of(
                "/task/%s",
                "/task/%s/form",
                "/task/%s/form-variables",
                "/task/%s/deployed-form",
                "/task/%s/rendered-form",
                "/task/%s/identity-links",
                "/task/%s/variables",
                "//task/%s/form-variables",
                "/task/%s/form-variables/",
                "/history/task?taskId=%s",
                "/history/user-operation?taskId=%s")) {
            assertSameAnswer(http.get(ENGINE + call.formatted(task)), http.get(ENGINE + call.formatted(NO_ID)), task);
        }
        assertSameAnswer(
                http.get(ENGINE + "/task/" + task.replace("-", "%2D") + "/form-variables"),
                http.get(ENGINE + "/task/" + NO_ID.replace("-", "%2D") + "/form-variables"),
                task);
        for (var call : List.of("/task/%s/claim", "/task/%s/unclaim", "/task/%s/assignee", "/task/%s/submit-form")) {
            var body = call.endsWith("form") ? Map.of("variables", Map.of()) : Map.of("userId", who);
            assertSameAnswer(
                    http.post(ENGINE + call.formatted(task), body),
                    http.post(ENGINE + call.formatted(NO_ID), body),
                    task);
        }
        for (var call : List.of(
                "/process-instance/%s",
                "/process-instance/%s/variables",
                "/process-instance/%s/activity-instances",
                "/execution/%s",
                "/execution/%s/localVariables",
                "/history/process-instance/%s",
                "/history/activity-instance?processInstanceId=%s")) {
            assertSameAnswer(
                    http.get(ENGINE + call.formatted(instance)), http.get(ENGINE + call.formatted(NO_ID)), instance);
        }
        var called = COCKPIT + "/process-instance/%s/called-process-instances";
        assertSameAnswer(
                http.post(called.formatted(instance), Map.of()),
                http.post(called.formatted(NO_ID), Map.of()),
                instance);
        assertSameAnswer(http.get("/desk/task/" + task), http.get("/desk/task/" + NO_ID), task);
        assertSameAnswer(http.get("/desk/cases/" + number), http.get("/desk/cases/" + NO_CASE), number);
        assertThat(taskOf(number).get("assignee").isNull()).isTrue();
    }

    private static void assertSameAnswer(Http.Answer hidden, Http.Answer nothing, String id) {
        assertThat(hidden.status()).as(hidden.body()).isEqualTo(nothing.status());
        assertThat(hidden.body().replace(id, "#"))
                .isEqualTo(nothing.body().replace(NO_ID, "#").replace(NO_CASE, "#"));
        assertThat(hidden.contentType()).isEqualTo(nothing.contentType());
        assertThat(hidden.headers().map().keySet())
                .isEqualTo(nothing.headers().map().keySet());
    }

    @Test
    void a_cleared_lead_knows_of_the_case_from_its_file_and_every_look_is_written_down() {
        var number = fraud(ANNA);

        assertThat(as("lee").http().get("/desk/cases/" + number).status()).isEqualTo(200);
        assertThat(as("ana").http().get("/desk/cases/" + number).status()).isEqualTo(404);
        assertThat(as("fay").caseFile(number, "readAddedReport")).contains(number);

        assertThat(sql.sql("select reader || ' ' || what from confidential_read where case_number = ? order by id")
                        .param(number)
                        .query(String.class)
                        .list())
                .containsExactly("lee case file", "fay case file at readAddedReport");
    }

    @Test
    void what_is_late_goes_to_the_cleared_leads_alone() {
        var number = fraud(ANNA);
        employ("zoe", "leads");
        assertThat(as("lee").sees(number, "readAddedReport")).isFalse();
        advanceTo(due("fay", number, "readAddedReport"));

        assertThat(as("lee").sees(number, "readAddedReport")).isTrue();
        assertThat(as("lee").task(number, "readAddedReport").get("priority").asInt())
                .isEqualTo(100);
        assertThat(as("lee").claim(number, "readAddedReport").status()).isEqualTo(204);
        assertThat(told("lee", "Step overdue")).isPositive();
        assertThat(as("zoe").readable(number)).isEmpty();
        assertThat(mails("zoe").toString()).doesNotContain(number);
    }

    @Test
    void where_no_lead_is_cleared_silence_reaches_everybody_who_is() {
        var number = fraud(ANNA);
        identity.deleteMembership("lee", "cleared");

        advanceTo(due("fay", number, "readAddedReport"));

        assertThat(subjects("fay")).anyMatch(subject -> subject.contains("Step overdue"));
        assertThat(mails("lee").toString()).doesNotContain(number);
    }

    @Test
    void an_answer_reaches_the_process_and_what_it_calls_is_as_confidential() {
        var number = fraud(ANNA);
        invites(number);

        var answered = says(number, "answers", Map.of("text", "It was not me, says Canarybird."));

        assertThat(answered.status()).as(answered.body()).isEqualTo(201);
        assertThat(as("fay").sees(number, "contactPerson")).isTrue();
        assertThat(as("ana").readable(number)).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .withoutTenantId()
                        .count())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .tenantIdIn("confidential")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void nothing_runs_for_a_confidential_case_where_others_could_see_it() {
        var number = fraud(ANNA);

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("fraud-investigation", number))
                .hasStackTraceContaining("seen by the wrong people");
    }

    @Test
    void whoever_stops_being_cleared_stops_seeing_it_with_the_next_sign_in() {
        var number = fraud(ANNA);
        assertThat(as("gil").sees(number, "readAddedReport")).isTrue();

        identity.deleteMembership("gil", "cleared");

        var again = StaffMember.signIn(port, "gil");
        assertThat(again.sees(number, "readAddedReport")).isFalse();
        assertThat(again.http().get("/desk/cases/" + number).status()).isEqualTo(404);
    }

    private void employ(String id, String group) {
        var user = identity.newUser(id);
        user.setFirstName(id);
        user.setLastName("Uncleared");
        user.setEmail(id + "@gigfair.example");
        user.setPassword("demo");
        identity.saveUser(user);
        identity.createMembership(id, group);
    }
}
