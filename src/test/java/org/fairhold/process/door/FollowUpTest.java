package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a task is to be looked at again is for whoever claimed it to say, and the only thing of it they can change. */
class FollowUpTest extends AtTheDoor {
    private static final String MONDAY = "2026-11-23T09:00:00.000+0100";

    private Browser ana;

    @BeforeEach
    void ana_has_claimed_the_review() {
        ana = as("ana");
        assertThat(ana.post(engine("/task/{task}/claim"), "{\"userId\": \"ana\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    /** The task as Tasklist has it and sends it back. */
    private ObjectNode shown() {
        return (ObjectNode) Browser.json(ana.get(engine("/task/{task}")));
    }

    private int put(ObjectNode body) {
        return ana.send("PUT", engine("/task/{task}"), "application/json", body.toString())
                .statusCode();
    }

    @Test
    void whoever_claimed_a_task_puts_it_off_and_nothing_else_of_it_changes() {
        var before = review();

        assertThat(put(shown().put("followUp", MONDAY))).isEqualTo(204);

        assertThat(review().getFollowUpDate().toInstant()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(review())
                .usingRecursiveComparison()
                .comparingOnlyFields(
                        "assignee",
                        "owner",
                        "name",
                        "description",
                        "dueDate",
                        "priority",
                        "delegationState",
                        "tenantId")
                .isEqualTo(before);
    }

    @Test
    void and_takes_that_back() {
        assertThat(put(shown().put("followUp", MONDAY))).isEqualTo(204);

        assertThat(put(shown().putNull("followUp"))).isEqualTo(204);

        assertThat(review().getFollowUpDate()).isNull();
        assertThat(review().getAssignee()).isEqualTo("ana");
    }

    @Test
    void tasklist_cuts_the_due_date_to_seconds_and_the_stored_one_stays() {
        var due = review().getDueDate();
        var cut = due.toInstant().toString().substring(0, 19) + ".000+0000";

        assertThat(put(shown().put("due", cut).put("followUp", MONDAY))).isEqualTo(204);

        assertThat(review().getDueDate()).isEqualTo(due);
    }

    @Test
    void nobody_else_puts_it_off_not_even_a_lead() {
        var body = shown().put("followUp", MONDAY).toString();

        for (var who : List.of("ben", "lee", "rio", "admin")) {
            refused(as(who), 403, "PUT", engine("/task/{task}"), body, "Only whoever has claimed a task");
        }
    }

    @Test
    void nobody_puts_off_what_nobody_claimed() {
        assertThat(ana.post(engine("/task/{task}/unclaim"), "").statusCode()).isEqualTo(204);

        refused(
                ana,
                403,
                "PUT",
                engine("/task/{task}"),
                shown().put("followUp", MONDAY).toString(),
                "Only whoever has claimed a task");
    }

    @Test
    void nothing_else_is_slipped_in_with_it() {
        for (var other : List.of(
                "'due': '2030-01-01T00:00:00.000+0000'",
                "'due': null",
                "'priority': 0",
                "'priority': '50'",
                "'assignee': 'ben'",
                "'assignee': null",
                "'owner': 'ana'",
                "'name': 'Anna Canarybird'",
                "'description': 'a text about a person'",
                "'delegationState': 'RESOLVED'",
                "'tenantId': 'confidential'",
                "'parentTaskId': 'x'",
                "'variables': {}")) {
            var body = "{'followUp': '%s', %s}".formatted(MONDAY, other).replace('\'', '"');

            refused(ana, 400, "PUT", engine("/task/{task}"), body, "Only the follow-up date");
        }
    }

    @Test
    void what_is_no_date_is_refused() {
        for (var body : List.of("{}", "{\"followUp\": \"soon\"}", "{\"followUp\": 7}", "{\"followUp\": {}}")) {
            refused(ana, 400, "PUT", engine("/task/{task}"), body, "followUp: Give a date");
        }
    }

    @Test
    void a_task_that_is_over_is_not_put_off() {
        var body = shown().put("followUp", MONDAY).toString();
        assertThat(ana.post(
                                engine("/task/{task}/submit-form"),
                                """
                                {"variables": {"finding": {"value": "NONE", "type": "String"},
                                 "findingText": {"value": "Each of the fourteen texts is another one.", "type": "String"}}}""")
                        .statusCode())
                .isEqualTo(204);

        refused(ana, 409, "PUT", engine("/task/{task}"), body, "the case has moved on");
    }
}
