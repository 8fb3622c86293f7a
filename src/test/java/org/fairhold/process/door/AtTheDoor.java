package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.fairhold.DeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One open case whose report waits to be reviewed by the analysts, and people who try to get round that. */
@DeskTest
abstract class AtTheDoor {
    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    private JdbcClient sql;

    String number;
    String task;
    String execution;
    String instance;

    @BeforeEach
    void a_case_waits_for_its_review() {
        var marketplace = Browser.anonymous(port).with("Authorization", "Bearer demo");
        done(marketplace.post("/demo/reset?seed=empty", ""));
        done(
                marketplace.send(
                        "PUT",
                        "/api/v1/accounts/anna",
                        "application/json",
                        """
                {"role": "FREELANCER", "displayName": "Anna", "email": "anna@people.example", "language": "en", "country": "DE",
                 "timeZone": "Europe/Berlin", "registeredOn": "2024-03-01", "business": false, "version": 1}"""));
        var report = done(
                marketplace.post(
                        "/api/v1/reports",
                        """
                {"subjectId": "anna", "source": "SYSTEM", "kind": "SPAM_APPLICATIONS", "facts": [
                 {"text": "Fourteen identical applications.", "occurredAt": "2026-01-01T00:00:00Z"}]}"""));
        number = Browser.json(report).get("caseNumber").asText();
        done(marketplace.post("/demo/clock", "{\"advance\": \"PT0S\"}"));
        done(marketplace.post("/api/v1/cases/" + number + "/answers", "{\"text\": \"I am sorry.\"}"));
        done(marketplace.post("/demo/clock", "{\"advance\": \"PT0S\"}"));
        var review = review();
        task = review.getId();
        execution = review.getExecutionId();
        instance = review.getProcessInstanceId();
    }

    @CanIgnoreReturnValue
    private static HttpResponse<String> done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer;
    }

    final Task review() {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("reviewReport")
                .singleResult();
    }

    final Browser as(String name) {
        return Browser.signedIn(port, name);
    }

    /** A path of the engine's API, with this case's own ids in place. */
    final String engine(String path) {
        return Browser.ENGINE
                + path.replace("{task}", task).replace("{execution}", execution).replace("{instance}", instance);
    }

    /** Everything that both schemas hold, one sum for each table. */
    final Map<String, String> world() {
        var sums = new TreeMap<String, String>();
        sql.sql("select table_schema || '.' || table_name from information_schema.tables"
                        + " where table_schema in ('engine', 'fairhold') and table_type = 'BASE TABLE'"
                        + " and has_table_privilege(table_schema || '.' || table_name, 'select')")
                .query(String.class)
                .list()
                .forEach(table -> sums.put(
                        table,
                        sql.sql("select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from %s t"
                                        .formatted(table))
                                .query(String.class)
                                .single()));
        return sums;
    }

    /** The desk says no in words that Tasklist can show, and nothing has changed. */
    final void refused(Browser browser, int status, String method, String path, String body, String words) {
        var before = world();

        var answer = browser.send(method, path, "application/json", body);

        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        var said = Browser.json(answer);
        assertThat(said.get("type").asText()).isNotBlank();
        assertThat(said.get("message").asText()).contains(words);
        assertThat(world()).isEqualTo(before);
    }
}
