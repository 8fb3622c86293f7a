package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A warning: acknowledged or not, on the record for a while, and then forgotten. */
class WarningProcessTest extends Scenario {
    @Test
    void an_acknowledged_warning_closes_the_case_and_leaves_the_record_on_its_date() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
        assertThat(may(ANNA, "APPLY")).isTrue();

        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("WARNED");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
        var ends = Instant.parse(measure(number).get("endsAt").asText());
        advanceTo(ends.minus(Duration.ofHours(1)));
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
        advanceTo(ends);
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("EXPIRED");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(told(ANNA, "The warning on your account has ended")).isEqualTo(1);
    }

    @Test
    void a_warning_that_nobody_acknowledges_lapses_and_that_is_no_second_measure() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");

        advance("P13D");
        assertThat(theCase(number).get("closedAt")).isNull();
        advance("P1D");

        assertThat(what(number)).contains("acknowledgementLapsed").doesNotContain("acknowledged");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("WARNED");
        assertThat(theCase(number).get("measures")).hasSize(1);
        assertThat(measure(number).get("endedAs")).isNull();
        comesAtTheWrongTime(number, "acknowledgement", "", "is closed");
    }

    @Test
    void an_acknowledgement_before_the_warning_or_a_second_one_is_answered_with_what_the_case_waits_for() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        comesAtTheWrongTime(number, "acknowledgement", "", "waiting for: answer");
        answers(number);
        comesAtTheWrongTime(number, "acknowledgement", "", "waiting for: reviewReport");
        finds("ana", number, "VIOLATION");
        decides("ana", number, "WARNING");

        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);

        comesAtTheWrongTime(number, "acknowledgement", "", "is closed");
    }

    @Test
    void a_lesson_belongs_to_its_warning_and_has_its_own_number_of_questions() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");

        comesAtTheWrongTime(number, "lessons/OTHERS_WORK", Map.of("answers", List.of(1, 1, 1)), "has no warning under");
        var incomplete = says(number, "lessons/SPAM_APPLICATIONS", Map.of("answers", List.of(1)));
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(incomplete.json().get("detail").asText()).contains("questions");
        assertThat(says(number, "lessons/NO_SUCH_CLAUSE", Map.of("answers", List.of(1)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_warning_that_was_overturned_closes_the_case_and_never_expires_a_second_time() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        appeals(number);

        as("rio")
                .decides(
                        number,
                        "decideAppeal",
                        Map.of(
                                "appealDecision",
                                "OVERTURN",
                                "reasonForPerson",
                                "The texts were different, I read them."));
        settle();

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(lastText(ANNA)).contains("we apologise");
        comesAtTheWrongTime(number, "acknowledgement", "", "is closed");
        advance("P366D");
        assertThat(told(ANNA, "The warning on your account has ended")).isZero();
    }

    @Test
    void when_the_desk_dies_while_it_warns_there_is_no_warning_and_later_exactly_one() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        as("ana")
                .decides(
                        number,
                        "decideMeasure",
                        Map.of("measure", "WARNING", "reasonForPerson", "You sent the same text fourteen times."));
        var mails = mails(ANNA).size();

        assertThat(crashingAt("statement", "PT0S")).containsExactly("startWarning");

        assertThat(rows("measure") + rows("cause") + rows("statement")).isZero();
        assertThat(theCase(number).get("stage").asText()).isEqualTo("DECIDED");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(mails(ANNA)).hasSize(mails);

        advance("PT1M");

        assertThat(List.of(rows("measure"), rows("cause"), rows("statement"))).containsOnly(1);
        assertThat(mails(ANNA)).hasSize(mails + 1);
        assertThat(statement(number).get("issuedAt").asText())
                .isEqualTo(measure(number).get("effectiveAt").asText());
        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
    }
}
