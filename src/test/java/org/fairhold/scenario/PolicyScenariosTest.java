package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The acceptance scenarios of a policy case, through the HTTP contract and Tasklist's own calls. */
class PolicyScenariosTest extends Scenario {
    @Test
    void A_14_an_honest_mistake_is_a_warning_with_a_lesson_and_a_passed_lesson_is_no_strike() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "HONEST_MISTAKE");
        assertThat(as("ana").caseFile(number, "decideMeasure"))
                .contains("<strong>Warning</strong>")
                .contains("a warning with the lesson");
        decides("ana", number, "WARNING");

        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
        assertThat(standing(ANNA).get("blocked")).isEmpty();
        assertThat(statement(number).get("steps").toString()).contains("LESSON").contains("ACKNOWLEDGE");

        var wrong = says(number, "lessons/SPAM_APPLICATIONS", Map.of("answers", List.of(3, 3, 3)));
        assertThat(wrong.status()).isEqualTo(201);
        var right = passLesson(number);
        assertThat(right).isTrue();
        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("WARNED");

        var next = opened(ANNA, "SPAM_APPLICATIONS");
        answers(next);
        finds("ana", next, "VIOLATION");
        assertThat(as("ana").caseFile(next, "decideMeasure"))
                .as("the passed lesson is no strike, so the table sees a first violation")
                .contains("<strong>Warning</strong>");
    }

    private boolean passLesson(String number) {
        for (int a = 1; a <= 3; a++) {
            for (int b = 1; b <= 3; b++) {
                for (int c = 1; c <= 3; c++) {
                    var taken = says(number, "lessons/SPAM_APPLICATIONS", Map.of("answers", List.of(a, b, c)));
                    if (taken.json().get("passed").asBoolean()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Test
    void A_21_a_client_who_posts_spam_goes_through_the_same_process() {
        var answer = report(CARL, "SPAM_JOB_POST", "FREELANCER");
        settle();
        var number = answer.json().get("caseNumber").asText();
        answers(number);
        finds("ben", number, "VIOLATION");
        decides("ben", number, "RESTRICTION");

        assertThat(may(CARL, "POST_JOB")).isFalse();
        assertThat(may(CARL, "START_CONTRACT")).isFalse();
        assertThat(may(CARL, "APPLY")).isTrue();
        assertThat(acts(CARL, "POST_JOB").status()).isEqualTo(403);
        assertThat(acts(CARL, "POST_JOB").body()).contains(number).contains("SPAM_JOB_POST");
        assertThat(acts(CARL, "WITHDRAW").status()).isEqualTo(200);
        assertThat(texts(CARL)).contains("post jobs").contains("start new contracts");
    }

    @Test
    void A_22_of_two_causes_on_one_account_each_lifts_only_itself_and_says_so() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var others = withMeasure(ANNA, "OTHERS_WORK", "RESTRICTION");
        assertThat(standing(ANNA).get("blocked").get(0).get("causes")).hasSize(2);

        fulfils(others);
        as("ana").decides(others, "checkFix", Map.of("fixDecision", "REINSTATE"));
        settle();

        assertThat(theCase(others).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(standing(ANNA).get("blocked").get(0).get("causes")).hasSize(1);
        assertThat(standing(ANNA).toString()).contains(spam).doesNotContain(others);
        var lifted = mails(ANNA).get(mails(ANNA).size() - 1);
        assertThat(lifted.get("subject").asText()).contains(others);
        assertThat(lifted.get("text").asText()).contains("still limits").contains(spam);
    }

    @Test
    void A_07_nobody_discovers_a_restriction_by_chance() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        var statement = statement(number);
        assertThat(statement.get("issuedAt").asText())
                .isEqualTo(measure(number).get("effectiveAt").asText());
        assertThat(statement.get("reason").asText()).contains("fourteen times");
        assertThat(statement.get("facts").get(0).get("text").asText()).contains("Fourteen identical");
        assertThat(statement.get("clause").get("version").asInt()).isEqualTo(2);
        assertThat(texts(ANNA))
                .contains(statement.get("id").asText())
                .contains("You can appeal until")
                .contains("cases@gigfair.example");
    }

    @Test
    void A_06_there_is_nothing_to_decide_before_the_person_could_answer_and_somebody_reviewed() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");

        advance("P6D");
        assertThat(as("ana").tasks(number)).isEmpty();
        advance("P1D");
        assertThat(as("ana").sees(number, "reviewReport")).isTrue();
        assertThat(as("ana").sees(number, "decideMeasure")).isFalse();
        assertThat(may(ANNA, "APPLY")).isTrue();

        finds("ana", number, "VIOLATION");
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
        assertThat(may(ANNA, "APPLY")).isTrue();
    }
}
