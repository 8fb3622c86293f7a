package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who works in Tasklist, through the very calls that Tasklist makes. */
final class StaffMember {
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String name;
    private final Http http;

    private StaffMember(String name, Http http) {
        this.name = name;
        this.http = http;
    }

    static StaffMember signIn(int port, String name) {
        var http = new Http(port);
        assertThat(http.get("/camunda/app/tasklist/default/").status()).isEqualTo(200);
        http.with("X-XSRF-TOKEN", http.cookie("XSRF-TOKEN"));
        var signedIn =
                http.form("/camunda/api/admin/auth/user/default/login/tasklist", "username=" + name + "&password=demo");
        assertThat(signedIn.status())
                .as("%s signs in: %s", name, signedIn.body())
                .isEqualTo(200);
        // The session is a new one after signing in, and so is its token.
        assertThat(http.get("/camunda/app/tasklist/default/").status()).isEqualTo(200);
        http.with("X-XSRF-TOKEN", http.cookie("XSRF-TOKEN"));
        return new StaffMember(name, http);
    }

    /** The open tasks of a case that are for this person's teams. */
    JsonNode tasks(String caseNumber) {
        return http.post(
                        ENGINE + "/task",
                        Map.of(
                                "processInstanceBusinessKey",
                                caseNumber,
                                "candidateUser",
                                name,
                                "includeAssignedTasks",
                                true))
                .json();
    }

    /** The open tasks of a case that this person may look at, whoever they are for. */
    JsonNode readable(String caseNumber) {
        return http.post(ENGINE + "/task", Map.of("processInstanceBusinessKey", caseNumber))
                .json();
    }

    /** The names of the queues that this person has, in their order. */
    List<String> queues() {
        List<String> queues = new ArrayList<>();
        for (var queue : http.get(ENGINE + "/filter?resourceType=Task&sortBy=name&sortOrder=asc")
                .json()) {
            queues.add(queue.get("name").asText());
        }
        return queues;
    }

    /** The first page of a queue as Tasklist asks for it, which is: what was made last first. */
    JsonNode queue(String queue) {
        return http.post(
                        ENGINE + "/filter/" + idOfQueue(queue) + "/list?firstResult=0&maxResults=15",
                        Map.of("sorting", List.of(Map.of("sortBy", "created", "sortOrder", "desc"))))
                .json();
    }

    String idOfQueue(String queue) {
        return http.get(ENGINE + "/filter?resourceType=Task&name=" + queue.replace(" ", "%20"))
                .json()
                .get(0)
                .get("id")
                .asText();
    }

    /** Whether a task is on the first page of that queue. */
    boolean has(String queue, JsonNode task) {
        for (var shown : queue(queue).path("_embedded").path("task")) {
            if (shown.get("id").equals(task.get("id"))) {
                return true;
            }
        }
        return false;
    }

    boolean sees(String caseNumber, String step) {
        return find(caseNumber, step) != null;
    }

    /** The one open task of that step. */
    JsonNode task(String caseNumber, String step) {
        var task = find(caseNumber, step);
        assertThat(task)
                .as("%s sees the task %s of %s among %s", name, step, caseNumber, tasks(caseNumber))
                .isNotNull();
        return task;
    }

    private JsonNode find(String caseNumber, String step) {
        for (var task : tasks(caseNumber)) {
            if (task.get("taskDefinitionKey").asText().equals(step)) {
                return task;
            }
        }
        return null;
    }

    Http.Answer claim(String caseNumber, String step) {
        return http.post(
                ENGINE + "/task/" + task(caseNumber, step).get("id").asText() + "/claim", Map.of("userId", name));
    }

    void unclaims(String caseNumber, String step) {
        var given =
                http.post(ENGINE + "/task/" + task(caseNumber, step).get("id").asText() + "/unclaim", Map.of());
        assertThat(given.status()).as(given.body()).isEqualTo(204);
    }

    /** Tasklist shows a form for input only to whoever claimed its task; a claim that is refused is the answer. */
    Http.Answer submit(String caseNumber, String step, Map<String, ?> fields) {
        var task = task(caseNumber, step);
        if (!task.hasNonNull("assignee")) {
            var claimed = claim(caseNumber, step);
            if (claimed.status() != 204) {
                return claimed;
            }
        }
        return submit(task.get("id").asText(), fields);
    }

    Http.Answer submit(String taskId, Map<String, ?> fields) {
        var variables = new LinkedHashMap<String, Object>();
        fields.forEach((field, value) -> variables.put(field, Map.of("value", value)));
        return http.post(ENGINE + "/task/" + taskId + "/submit-form", Map.of("variables", variables));
    }

    /** Sets when to look at a task again, as Tasklist's own control does: by sending all of it. */
    void looksAgain(String caseNumber, String step, Instant when) {
        var path = ENGINE + "/task/" + task(caseNumber, step).get("id").asText();
        var task = (ObjectNode) http.get(path).json();
        var answer = http.put(path, task.put("followUp", when.toString().substring(0, 19) + ".000+0000"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    /** Claims the task and decides it, as somebody does who does it right. */
    void decides(String caseNumber, String step, Map<String, ?> fields) {
        assertThat(claim(caseNumber, step).status()).isEqualTo(204);
        assertThat(form(caseNumber, step).status()).isEqualTo(200);
        var answer = submit(caseNumber, step, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    /** The form as Tasklist fetches it. */
    Http.Answer form(String caseNumber, String step) {
        return http.get(ENGINE + "/task/" + task(caseNumber, step).get("id").asText() + "/deployed-form");
    }

    /** To whom Tasklist offers this person to hand a task, which need not be their own team's. */
    List<String> colleagues(String caseNumber, String step) {
        for (var task : readable(caseNumber)) {
            if (task.get("taskDefinitionKey").asText().equals(step)) {
                return http.get("/desk/task/" + task.get("id").asText() + "/colleagues")
                        .json()
                        .findValuesAsText("id");
            }
        }
        throw new AssertionError("%s sees no task %s of %s".formatted(name, step, caseNumber));
    }

    String caseFile(String caseNumber, String step) {
        var page = http.get("/desk/task/" + task(caseNumber, step).get("id").asText());
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    /** What a choice at a task would send, as the page below its form asks for it; or why that page is not shown. */
    Http.Answer letter(String taskId, String choice, String reason) {
        return letter(taskId, Map.of("choice", choice, "reason", reason));
    }

    /** Likewise, where the letter needs more of the form than its choice and its reason. */
    Http.Answer letter(String taskId, Map<String, String> fields) {
        var path = "/desk/task/" + taskId + "/letter";
        var page = http.get(path);
        return page.status() == 200 ? does(path, path, fields) : page;
    }

    /** Does something in a form of the desk's own pages, as a browser does: it loads the page and sends its token along. */
    Http.Answer does(String page, String action, Map<String, String> fields) {
        var token = TOKEN.matcher(http.get(page).body());
        assertThat(token.find()).as("a form on %s for %s", page, name).isTrue();
        var sent = new LinkedHashMap<String, String>(fields);
        sent.put("_csrf", token.group(1));
        return http.form(action, form(sent));
    }

    /** Does something with a case, from its page. */
    Http.Answer does(String caseNumber, String verb, String... fields) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        return does("/desk/me", "/desk/cases/" + caseNumber + "/" + verb, typed);
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    Http http() {
        return http;
    }
}
