package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A policy case, from the invitation to answer until somebody has decided. */
class PolicyViolationProcessTest extends Scenario {
    private static final String FOUND = "Fourteen applications with one text, in the records of that day.";

    @Test
    void a_case_in_which_nothing_is_found_closes_and_the_person_is_told() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(lastText(ANNA)).contains("Please tell us your side by", "Fourteen identical applications");
        answers(number);
        assertThat(as("ana").caseFile(number, "reviewReport")).contains("I used a template");

        finds("ana", number, "NONE");

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("NO_VIOLATION");
        assertThat(theCase(number).get("measures")).isEmpty();
        assertThat(told(ANNA, "Your case is closed")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("we found no violation");
    }

    @Test
    void a_violation_can_end_without_a_measure_and_the_person_reads_why() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ben", number, "NONE");

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("NO_MEASURE");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(lastText(ANNA)).contains("without a measure", "fourteen times in an hour");
    }

    @Test
    void somebody_who_does_not_answer_in_time_is_reviewed_all_the_same_and_a_late_review_goes_to_the_leads() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        advance("P7D");

        assertThat(what(number)).contains("answerWindowLapsed").doesNotContain("answerReceived");
        assertThat(as("ana").caseFile(number, "reviewReport")).contains("No answer so far.");

        goesToTheLeadsWhenLate("ana", number, "reviewReport", ANNA);
        assertThat(lastText(ANNA)).contains("the review of your case would be done by");
        finds("ana", number, "NONE");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("NO_VIOLATION");
    }

    @Test
    void a_late_decision_goes_to_the_leads_too_and_a_lead_may_decide_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");

        goesToTheLeadsWhenLate("ben", number, "decideMeasure", ANNA);

        advance("P1D");
        assertThat(told("lee", "Step overdue")).isEqualTo(4);
        decides("ben", number, "WARNING");
        advance("P3D");
        assertThat(told("lee", "Step overdue")).isEqualTo(4);
    }

    @Test
    void a_finding_that_says_too_little_is_refused_and_stays_in_the_form() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);

        refuses(400, "ana", number, "reviewReport", Map.of("finding", "GUILTY", "findingText", FOUND), "Choose one of");
        refuses(400, "ana", number, "reviewReport", Map.of("findingText", FOUND), "finding");
        refuses(400, "ana", number, "reviewReport", Map.of("finding", "NONE"), "Write at least 20");
        refuses(
                400,
                "ana",
                number,
                "reviewReport",
                Map.of("finding", "NONE", "findingText", "Nothing."),
                "Write at least");
        refuses(400, "ana", number, "reviewReport", Map.of("finding", "VIOLATION", "findingText", FOUND), "intent");
        assertThat(theCase(number).get("stage").asText()).isEqualTo("UNDER_REVIEW");

        assertThat(as("ben").claim(number, "reviewReport").status()).isEqualTo(204);
        refuses(409, "ana", number, "reviewReport", Map.of("finding", "NONE", "findingText", FOUND), "ben has claimed");
        finds("ben", number, "NONE");
    }

    @Test
    void a_decision_without_its_reasons_is_refused_and_stays_in_the_form() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "HONEST_MISTAKE");
        var reason = "You sent the same text fourteen times.";

        refuses(
                400,
                "ana",
                number,
                "decideMeasure",
                Map.of("measure", "FREEZE", "reasonForPerson", reason),
                "Choose one of");
        refuses(
                400,
                "ana",
                number,
                "decideMeasure",
                Map.of("measure", "WARNING"),
                "reasonForPerson: Write at least 20");
        refuses(400, "ana", number, "decideMeasure", Map.of("measure", "WARNING", "reasonForPerson", "Spam."), "20");
        refuses(
                400,
                "ana",
                number,
                "decideMeasure",
                Map.of("measure", "SUSPENSION", "reasonForPerson", reason),
                "Say why you depart");
        refuses(
                400,
                "ana",
                number,
                "decideMeasure",
                Map.of("measure", "SUSPENSION", "reasonForPerson", reason, "departureText", "   "),
                "Say why you depart");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        decides("ana", number, "WARNING");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
    }

    @Test
    void an_answer_is_heard_once_and_in_its_time() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var answer = Map.of("text", "I used a template.");
        assertThat(says(number, "answers", Map.of("text", " ")).status()).isEqualTo(422);
        assertThat(says(
                                number,
                                "answers",
                                Map.of("text", "No.", "correctsFact", Map.of("reportId", "R-9", "position", 1)))
                        .status())
                .isEqualTo(422);
        assertThat(what(number)).doesNotContain("answerReceived");

        answers(number);
        comesAtTheWrongTime(number, "answers", answer, "waiting for: reviewReport");
        finds("ana", number, "VIOLATION");
        comesAtTheWrongTime(number, "answers", answer, "waiting for: decideMeasure");
        decides("ana", number, "NONE");
        comesAtTheWrongTime(number, "answers", answer, "is closed");

        var silent = opened(ANNA, "OTHERS_WORK");
        advance("P5D");
        comesAtTheWrongTime(silent, "answers", answer, "waiting for: reviewReport");
        assertThat(says("C-1", "answers", answer).status()).isEqualTo(404);
    }

    @Test
    void when_the_desk_dies_after_the_finding_the_decision_is_asked_for_later_and_once() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        as("ana").decides(number, "reviewReport", Map.of("finding", "HONEST_MISTAKE", "findingText", FOUND));

        assertThat(crashingAt("proposal", "PT0S")).containsExactly("recordProposal");

        assertThat(rows("proposal")).isZero();
        assertThat(what(number)).contains("reviewReport:HONEST_MISTAKE").doesNotContain("proposed:WARNING");
        assertThat(as("ana").tasks(number)).isEmpty();

        advance("PT1M");

        assertThat(rows("proposal")).isEqualTo(1);
        assertThat(as("ana").tasks(number)).hasSize(1);
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
    }

    @Test
    void when_the_desk_dies_as_the_answer_window_lapses_the_window_lapses_later_and_once() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        assertThat(crashingAt("answer_window_end", "P7D")).containsExactly("lapseAnswer");

        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(what(number)).doesNotContain("answerWindowLapsed");

        advance("PT1M");

        assertThat(rows("answer_window_end")).isEqualTo(1);
        assertThat(what(number)).containsOnlyOnce("answerWindowLapsed");
        assertThat(as("ana").tasks(number)).hasSize(1);
    }
}
