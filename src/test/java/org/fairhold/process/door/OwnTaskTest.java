package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may take a task, hand it on, and decide it. */
class OwnTaskTest extends AtTheDoor {
    private static final String NO_VIOLATION =
            """
            {"variables": {"finding": {"value": "NONE", "type": "String"},
             "findingText": {"value": "Each of the fourteen texts is another one.", "type": "String"}}}""";

    private static String user(String name) {
        return "{\"userId\": \"%s\"}".formatted(name);
    }

    private String holder() {
        return review().getAssignee();
    }

    @Test
    void an_analyst_claims_gives_back_and_claims_again_and_decides() {
        var ana = as("ana");
        assertThat(ana.post(engine("/task/{task}/claim"), user("ana")).statusCode())
                .isEqualTo(204);
        assertThat(holder()).isEqualTo("ana");
        assertThat(ana.post(engine("/task/{task}/unclaim"), "").statusCode()).isEqualTo(204);
        assertThat(holder()).isNull();
        assertThat(ana.post(engine("/task/{task}/assignee"), user("ana")).statusCode())
                .isEqualTo(204);

        var answer = ana.post(engine("/task/{task}/submit-form"), NO_VIOLATION);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(review()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "assignee"})
    void nobody_claims_for_somebody_else(String verb) {
        refused(as("ana"), 403, "POST", engine("/task/{task}/" + verb), user("ben"), "only for yourself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "assignee", "unclaim", "submit-form"})
    void a_task_of_another_group_is_not_touched(String verb) {
        var body = verb.equals("submit-form") ? NO_VIOLATION : user("rio");

        refused(as("rio"), 403, "POST", engine("/task/{task}/" + verb), body, "for another team");
    }

    @Test
    void a_task_that_nobody_claimed_is_not_decided() {
        refused(as("ana"), 409, "POST", engine("/task/{task}/submit-form"), NO_VIOLATION, "Claim the task first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "assignee", "unclaim", "submit-form"})
    void what_a_colleague_claimed_is_theirs_and_the_answer_names_them(String verb) {
        assertThat(as("ben").post(engine("/task/{task}/claim"), user("ben")).statusCode())
                .isEqualTo(204);
        var body = verb.equals("submit-form") ? NO_VIOLATION : user("ana");

        refused(as("ana"), 409, "POST", engine("/task/{task}/" + verb), body, "ben has claimed this task");
    }

    @Test
    void a_case_that_moved_on_meanwhile_says_so() {
        var ana = as("ana");
        assertThat(ana.post(engine("/task/{task}/claim"), user("ana")).statusCode())
                .isEqualTo(204);
        assertThat(ana.post(engine("/task/{task}/submit-form"), NO_VIOLATION).statusCode())
                .isEqualTo(204);

        refused(ana, 409, "POST", engine("/task/{task}/submit-form"), NO_VIOLATION, "the case has moved on");
    }

    @Test
    void a_lead_hands_work_to_somebody_of_its_group_and_to_nobody_else() {
        var lee = as("lee");
        refused(lee, 403, "POST", engine("/task/{task}/assignee"), user("coco"), "not in a group of this task");

        assertThat(lee.post(engine("/task/{task}/assignee"), user("ben")).statusCode())
                .isEqualTo(204);

        assertThat(holder()).isEqualTo("ben");
    }

    @Test
    void a_form_carries_no_objects() {
        var ana = as("ana");
        assertThat(ana.post(engine("/task/{task}/claim"), user("ana")).statusCode())
                .isEqualTo(204);

        refused(
                ana,
                400,
                "POST",
                engine("/task/{task}/submit-form"),
                "{\"variables\": {\"finding\": {\"value\": \"{}\", \"type\": \"Object\", \"valueInfo\": {\"objectTypeName\": \"x\"}}}}",
                "texts, numbers");
    }
}
