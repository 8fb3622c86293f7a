package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.Test;

/** Running cases follow to a new version of their diagram, when their owner says so. */
class MigrationsTest extends OwnerScenario {
    private static final String DIAGRAM = "policy-violation/policy-violation.bpmn";

    @Test
    void a_running_case_moves_to_the_version_with_a_new_step_and_its_promised_time_stands() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var promised =
                Instant.parse(theCase(number).get("waitingFor").get("until").asText());
        advance("P2D");
        var revision = deployed(Guide.recipe("Add a step").on(files));

        var tried = moves(revision, Map.of("process", "policy-violation", "dryRun", true));
        assertThat(what(number)).doesNotContain("processChanged");
        var moved = moves(revision, Map.of("process", "policy-violation"));

        assertThat(tried.get("cases").get(0).get("state").asText()).isEqualTo("MOVABLE");
        assertThat(moved.get("cases").toString())
                .isEqualTo("[{\"caseNumber\":\"%s\",\"fromVersion\":1,\"state\":\"MOVED\",\"unmapped\":[]}]"
                        .formatted(number));
        assertThat(what(number)).containsOnlyOnce("processChanged");
        assertThat(running(0)).isEqualTo("[{\"process\":\"policy-violation\",\"version\":2,\"cases\":1}]");
        assertThat(running(1)).isEqualTo("[]");
        advanceTo(promised.minusSeconds(60));
        assertThat(what(number)).doesNotContain("answerLapsed");
        assertThat(as("ana").sees(number, "reviewReport")).isFalse();
        advance("PT2M");
        assertThat(as("ana").sees(number, "reviewReport")).isTrue();
    }

    @Test
    void a_case_at_a_step_that_is_gone_is_named_and_nobody_moves() {
        deployed(Guide.recipe("Add a step").on(files));
        var waits = opened(CARL, "SPAM_JOB_POST");
        var called = opened(ANNA, "SPAM_APPLICATIONS");
        answers(called);
        finds("ana", called, "VIOLATION");
        assertThat(as("ana").sees(called, "contactPerson")).isTrue();

        var trial = tryOut(files).json().get("runningCases").toString();
        var revision = deployed(files);
        var tried = moves(revision, Map.of("process", "policy-violation", "dryRun", true));
        var refused = migrate(revision, Map.of("process", "policy-violation"));
        var movedThen = what(waits);
        var others = moves(revision, Map.of("process", "policy-violation", "only", "MAPPABLE"));

        var unmapped = "{\"id\":\"contactPerson\",\"label\":\"Contact person\"}";
        assertThat(trial).contains(unmapped);
        assertThat(tried.get("cases").toString()).contains("UNMAPPED", unmapped, "MOVABLE");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("errors")).hasSize(1);
        assertThat(refused.json().get("errors").get(0).get("field").asText()).isEqualTo(called);
        assertThat(refused.json().get("errors").get(0).get("reason").asText())
                .contains("Contact person (contactPerson)");
        assertThat(movedThen).doesNotContain("processChanged");
        assertThat(others.get("cases").toString()).contains("MOVED", "UNMAPPED");
        assertThat(what(waits)).contains("processChanged");
        assertThat(what(called)).doesNotContain("processChanged");
        assertThat(as("ana").sees(called, "contactPerson")).isTrue();
    }

    @Test
    void a_confidential_case_moves_too_and_is_named_only_to_who_may_know() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        for (var table : List.of("act_ru_execution", "act_ru_job", "act_ru_event_subscr", "act_ru_variable")) {
            asOwner("update engine.%s set tenant_id_ = 'cleared'".formatted(table));
        }
        var revision = deployed(relabelled(files));

        var moved = moves(revision, Map.of("process", "policy-violation"));

        assertThat(moved.get("cases").get(0).get("state").asText()).isEqualTo("MOVED");
        assertThat(moved.get("cases").get(0).get("caseNumber").asText()).isEqualTo(number);
        assertThat(what(number)).contains("processChanged");
    }

    @Test
    void many_cases_move_in_turns() {
        opened(ANNA, "SPAM_APPLICATIONS");
        opened(ANNA, "OTHERS_WORK");
        opened(CARL, "SPAM_JOB_POST");
        var revision = deployed(relabelled(files));

        var first = moves(revision, Map.of("process", "policy-violation", "limit", 2));
        var rest = moves(revision, Map.of("process", "policy-violation", "limit", 2));

        assertThat(first.get("cases")).hasSize(2);
        assertThat(first.get("remaining").asInt()).isEqualTo(1);
        assertThat(rest.get("cases")).hasSize(1);
        assertThat(rest.get("remaining").asInt()).isZero();
    }

    @Test
    void what_is_not_there_cannot_be_moved_to() {
        assertThat(migrate(99, Map.of("process", "policy-violation")).status()).isEqualTo(404);
        var unknown = migrate(shipped(), Map.of("process", "no-such-process"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().get("errors").get(0).get("field").asText()).isEqualTo("process");
    }

    /** A change that every case has a place in. */
    private static ProcessSet relabelled(ProcessSet files) {
        return files.with(DIAGRAM, "name=\"Lead told\"", "name=\"Leads told\"");
    }

    private Http.Answer migrate(int revision, Map<String, ?> order) {
        return marketplace.post("%s/%d/migrations".formatted(DEPLOYMENTS, revision), order);
    }

    private JsonNode moves(int revision, Map<String, ?> order) {
        var answer = migrate(revision, order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String running(int index) {
        return revisions().get("items").get(index).get("runningCases").toString();
    }
}
