package org.fairhold.scenario;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every recipe of src/docs/owners.md, done to the letter on the running desk. */
class OwnersGuideTest extends OwnerScenario {
    @Test
    void a_changed_threshold_changes_the_next_proposal() {
        withMeasure(ANNA, "OTHERS_WORK", "WARNING");
        var before = reviewed();
        assertThat(as("ana").caseFile(before, "decideMeasure")).contains("A first violation of this clause: a warning");

        deployed(Guide.recipe("Change a threshold").on(files));

        assertThat(as("ana").caseFile(before, "decideMeasure")).contains("A first violation of this clause: a warning");
        decides("ana", before, "NONE");
        var next = reviewed();
        assertThat(as("ana").caseFile(next, "decideMeasure"))
                .contains("at least one of another clause on the record: a restriction");
    }

    /** A case of spam where the table has just proposed a measure. */
    private String reviewed() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        return number;
    }

    @Test
    void a_changed_deadline_is_that_of_the_next_case_and_a_promise_stands() {
        var before = opened(ANNA, "SPAM_APPLICATIONS");
        var promised = until(before);

        deployed(Guide.recipe("Change a deadline").on(files));

        var next = opened(CARL, "SPAM_JOB_POST");
        assertThat(until(next)).isCloseTo(now().plus(Duration.ofDays(10)), within(1, MINUTES));
        assertThat(until(before)).isEqualTo(promised);
        advanceTo(promised);
        assertThat(as("ana").sees(before, "reviewReport")).isTrue();
        assertThat(as("ana").sees(next, "reviewReport")).isFalse();
    }

    private Instant until(String number) {
        return Instant.parse(theCase(number).get("waitingFor").get("until").asText());
    }

    @Test
    void a_changed_notice_is_the_next_mail() {
        opened(ANNA, "SPAM_APPLICATIONS");

        deployed(Guide.recipe("Change a notice").on(files));

        opened(CARL, "SPAM_JOB_POST");
        assertThat(lastText(CARL)).contains("You can write in your own words.");
        assertThat(texts(ANNA)).doesNotContain("You can write in your own words.");
    }

    @Test
    void an_added_step_works_for_the_next_case_and_a_running_case_keeps_its_way() {
        var before = opened(ANNA, "SPAM_APPLICATIONS");

        deployed(Guide.recipe("Add a step").on(files));

        var next = opened(CARL, "SPAM_JOB_POST");
        answers(next);
        finds("ana", next, "VIOLATION");
        var due = due("ana", next, "contactPerson");
        assertThat(due).isCloseTo(now().plus(Duration.ofDays(2)), within(1, MINUTES));
        assertThat(as("ana").sees(next, "decideMeasure")).isFalse();
        assertThat(as("rio").sees(next, "contactPerson")).isFalse();
        assertThat(as("ana").form(next, "contactPerson").body()).contains("How you tried");
        var reminded = told("lee", "Step overdue");
        advanceTo(due.plus(Duration.ofMinutes(5)));
        assertThat(told("lee", "Step overdue")).isEqualTo(reminded + 1);
        decides(
                "ana",
                next,
                "contactPerson",
                Map.of("contactOutcome", "REACHED", "note", "Called at noon, has no questions."));
        assertThat(as("ana").sees(next, "decideMeasure")).isTrue();
        answersLate(before);
        assertThat(as("ana").sees(before, "decideMeasure")).isTrue();
        assertThat(as("ana").sees(before, "contactPerson")).isFalse();
    }

    /** The review of a case follows, whether or not its answer came. */
    private void answersLate(String number) {
        if (!as("ana").sees(number, "reviewReport")) {
            answers(number);
        }
        finds("ana", number, "VIOLATION");
    }

    @Test
    void the_guide_names_the_commands_that_there_are() {
        assertThat(Guide.text())
                .contains(
                        "java -jar fairhold.jar check processes",
                        "/api/v1/deployments",
                        "application/zip",
                        "dryRun=true");
    }
}
