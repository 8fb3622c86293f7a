package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.fairhold.api.OpenApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Need to know: whoever is not cleared gets, at every door, the answer that they would get if there were no investigation.
 * The person has another, ordinary case, which does not give it away either. Administrators, who say who is cleared, are not kept
 * out.
 */
class FraudHiddenTest extends FraudScenario {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String NO_CASE = "C-999999";
    private static final String NO_MEASURE = "M-999999";
    private static final String NO_STATEMENT = "S-999999";
    private static final String NO_REPORT = "R-999999";
    private static final String NO_ID = "00000000-aaaa-bbbb-cccc-000000000000";

    @Autowired
    TaskService tasks;

    private String spam;

    /** The person's ordinary case, which is being worked on. */
    private void anOrdinaryCase() {
        paid("k-1", 60_000);
        spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
    }

    /** An investigation with all that it leaves behind: a freeze, a finding, a reversal, a signature that is awaited. */
    private String investigated() {
        var number = frozen(ANNA, "FACTS");
        finds(number, "VIOLATION");
        decides("fay", number, "proposeReversal", reversal("k-1 USD 500.00 AVAILABLE"));
        assertThat(as("gil").sees(number, "signReversal")).isTrue();
        return number;
    }

    private String report(String number) {
        return sql.sql("select report_number from case_report where case_number = ?")
                .param(number)
                .query(String.class)
                .single();
    }

    /** Whatever somebody can list, count, filter or find without knowing a number of it. */
    private Map<String, String> seen(String who) {
        var seen = new LinkedHashMap<String, String>();
        var http = as(who).http();
        seen.put("tasks", of(http.post(ENGINE + "/task", Map.of())));
        seen.put("count", of(http.post(ENGINE + "/task/count", Map.of())));
        var filters = http.get(ENGINE + "/filter?resourceType=Task");
        seen.put("filters", of(filters));
        if (filters.status() == 200) {
            for (var filter : filters.json()) {
                var queue = ENGINE + "/filter/" + filter.get("id").asText();
                seen.put(queue, of(http.post(queue + "/list?firstResult=0&maxResults=50", Map.of())));
                seen.put(queue + "/count", of(http.post(queue + "/count", Map.of())));
            }
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
                "/history/variable-instance",
                "/history/detail",
                "/history/decision-instance",
                "/history/user-operation")) {
            seen.put(list, of(http.get(ENGINE + list)));
            seen.put(list + "/count", of(http.get(ENGINE + list + "/count")));
        }
        for (var page : List.of(
                "/desk/me",
                "/desk/on-call",
                "/desk/wrong-measures",
                "/desk/waiting",
                "/desk?find=" + ANNA,
                "/desk?find=" + CARL,
                "/desk?find=k-1",
                "/desk?find=" + spam)) {
            seen.put(page, of(http.get(page)));
        }
        return seen;
    }

    private static String of(Http.Answer answer) {
        return answer.status() + " " + answer.body().replaceAll("value=\"[^\"]{20,}\"", "a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ben", "pia", "sam", "coco"})
    void nothing_that_others_can_list_count_or_find_changes_by_an_investigation(String who) {
        anOrdinaryCase();
        var before = seen(who);

        investigated();

        assertThat(seen(who)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ben", "pia", "sam", "coco"})
    void every_number_and_id_of_it_answers_like_one_that_never_existed(String who) {
        anOrdinaryCase();
        var number = investigated();
        var held = measure(number).get("id").asText();
        var statement = measure(number).get("statement").asText();
        var report = report(number);
        var http = as(who).http();

        for (var path : List.of("/desk/cases/%s", "/desk?find=%s", "/desk/cases/%s/diagram")) {
            same(http.get(path.formatted(number)), http.get(path.formatted(NO_CASE)), number);
        }
        same(http.get("/desk?find=" + held), http.get("/desk?find=" + NO_MEASURE), held);
        same(http.get("/desk?find=" + statement), http.get("/desk?find=" + NO_STATEMENT), statement);
        same(http.get("/desk?find=" + report), http.get("/desk?find=" + NO_REPORT), report);
        var open = tasks.createTaskQuery().processInstanceBusinessKey(number).list();
        assertThat(open).isNotEmpty();
        for (var task : open) {
            for (var call : List.of(
                    "/task/%s",
                    "/task/%s/form",
                    "/task/%s/form-variables",
                    "/task/%s/deployed-form",
                    "/task/%s/variables",
                    "/history/task?taskId=%s",
                    "/history/user-operation?taskId=%s")) {
                same(
                        http.get(ENGINE + call.formatted(task.getId())),
                        http.get(ENGINE + call.formatted(NO_ID)),
                        task.getId());
            }
            for (var call :
                    List.of("/process-instance/%s", "/process-instance/%s/variables", "/history/process-instance/%s")) {
                var instance = task.getProcessInstanceId();
                same(http.get(ENGINE + call.formatted(instance)), http.get(ENGINE + call.formatted(NO_ID)), instance);
            }
            same(
                    http.post(ENGINE + "/task/" + task.getId() + "/claim", Map.of("userId", who)),
                    http.post(ENGINE + "/task/" + NO_ID + "/claim", Map.of("userId", who)),
                    task.getId());
            for (var page : List.of("/desk/task/%s", "/desk/task/%s/letter", "/desk/task/%s/colleagues")) {
                same(http.get(page.formatted(task.getId())), http.get(page.formatted(NO_ID)), task.getId());
            }
        }
    }

    @Test
    void no_verb_on_the_ordinary_case_tells_a_hidden_number_from_none() {
        anOrdinaryCase();
        var number = investigated();
        var held = measure(number).get("id").asText();
        var staff = as("ana");

        for (var verb : List.of("link", "join")) {
            for (var swapped : List.of(true, false)) {
                var hidden = swapped
                        ? staff.does(number, verb, "other", spam, "reason", "They may belong together.")
                        : staff.does(spam, verb, "other", number, "reason", "They may belong together.");
                var nothing = swapped
                        ? staff.does(NO_CASE, verb, "other", spam, "reason", "They may belong together.")
                        : staff.does(spam, verb, "other", NO_CASE, "reason", "They may belong together.");
                same(hidden, nothing, number);
            }
        }
        same(
                staff.does(spam, "withdraw", "measure", held, "reason", "It was decided by mistake, I think."),
                staff.does(spam, "withdraw", "measure", NO_MEASURE, "reason", "It was decided by mistake, I think."),
                held);
        for (var verb : List.of("take-over", "hand-over", "notes")) {
            same(
                    staff.does(number, verb, "note", "Is this here?", "reason", "I would like to.", "to", "ben"),
                    staff.does(NO_CASE, verb, "note", "Is this here?", "reason", "I would like to.", "to", "ben"),
                    number);
        }
        assertThat(what(spam)).noneMatch(entry -> entry.equals("linked"));
    }

    @Test
    void a_key_without_the_scope_reads_nothing_of_it_at_any_address() {
        anOrdinaryCase();
        var uncleared = new Http(port).with("Authorization", "Bearer uncleared");
        List<String> before = new ArrayList<>();
        var ordinary = List.of("", "/timeline", "/statements", "/holds");
        ordinary.forEach(part -> before.add(of(uncleared.get("/api/v1/cases/" + spam + part))));

        var number = investigated();

        List<String> after = new ArrayList<>();
        ordinary.forEach(part -> after.add(of(uncleared.get("/api/v1/cases/" + spam + part))));
        assertThat(after).isEqualTo(before);
        var statement = measure(number).get("statement").asText();
        var reads = new OpenApi()
                .calls().stream()
                        .filter(call -> call.method().equals("GET"))
                        .map(OpenApi.Call::path)
                        .filter(path -> path.contains("{number}") || path.startsWith("/api/v1/statements/{id}"))
                        .toList();
        assertThat(reads).hasSizeGreaterThan(4);
        for (var path : reads) {
            same(
                    uncleared.get(path.replace("{number}", number).replace("{id}", statement)),
                    uncleared.get(path.replace("{number}", NO_CASE).replace("{id}", NO_STATEMENT)),
                    path.contains("{number}") ? number : statement);
        }
        var appeal = "/api/v1/cases/" + spam + "/appeals";
        var held = measure(number).get("id").asText();
        same(
                uncleared.post(appeal, Map.of("measureId", held, "text", "It was not me.")),
                uncleared.post(appeal, Map.of("measureId", NO_MEASURE, "text", "It was not me.")),
                held);
    }

    @Test
    void a_report_that_was_sent_before_answers_a_key_without_the_scope_as_one_that_opened_no_case() {
        var uncleared = new Http(port).with("Authorization", "Bearer uncleared");
        var suspicion = alert("FRAUD_SUSPICION", "alert-1", 2);
        var old = alert("SPAM_APPLICATIONS", "alert-2", 24 * 400);

        assertThat(fields(uncleared.post("/api/v1/reports", suspicion)))
                .isEqualTo(fields(uncleared.post("/api/v1/reports", old)));
        var again = uncleared.post("/api/v1/reports", suspicion);
        var oldAgain = uncleared.post("/api/v1/reports", old);
        assertThat(fields(again)).isEqualTo(fields(oldAgain));
        assertThat(again.status()).isEqualTo(oldAgain.status()).isEqualTo(200);
        assertThat(again.json().get("outcome")).isEqualTo(oldAgain.json().get("outcome"));
    }

    private Map<String, Object> alert(String kind, String externalId, int hoursAgo) {
        return Map.of(
                "subjectId", ANNA,
                "source", "SYSTEM",
                "kind", kind,
                "externalId", externalId,
                "facts",
                        List.of(Map.of(
                                "text",
                                "A stolen card.",
                                "occurredAt",
                                now().minusSeconds(3600L * hoursAgo).toString())));
    }

    private static List<String> fields(Http.Answer answer) {
        List<String> names = new ArrayList<>();
        answer.json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_ordinary_case_of_the_person_tells_those_who_work_on_it_nothing() {
        anOrdinaryCase();
        var number = investigated();
        var file = as("ana").http().get("/desk/cases/" + spam).body();

        assertThat(file)
                .contains(spam)
                .doesNotContain(number, "raud", "investigat", "stolen", "freeze")
                .doesNotContain(measure(number).get("id").asText())
                .doesNotContain(measure(number).get("statement").asText())
                .doesNotContain(report(number));
        assertThat(texts(CARL)).doesNotContain(number, "raud", "frozen", "Anna");
        assertThat(mails("ana").toString() + mails("ben") + mails("sam")).doesNotContain(number, "raud");
    }

    private static void same(Http.Answer hidden, Http.Answer nothing, String id) {
        assertThat(hidden.status()).as("%s: %s", id, hidden.body()).isEqualTo(nothing.status());
        assertThat(shape(hidden.body().replace(id, "#"))).isEqualTo(shape(nothing.body()));
        assertThat(hidden.contentType()).isEqualTo(nothing.contentType());
    }

    private static String shape(String body) {
        var shape = body.replaceAll("value=\"[^\"]{20,}\"", "a token");
        for (var none : List.of(NO_CASE, NO_MEASURE, NO_STATEMENT, NO_REPORT, NO_ID)) {
            shape = shape.replace(none, "#");
        }
        return shape;
    }
}
