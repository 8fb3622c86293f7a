package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An appeal: answered in time by somebody who had no part in the decision. */
class AppealProcessTest extends Scenario {
    private static final String WHY = "I read all fourteen texts and compared them.";
    private static final Map<String, String> UPHOLD = Map.of("appealDecision", "UPHOLD", "reasonForPerson", WHY);
    private static final Map<String, String> OVERTURN = Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY);

    @Test
    void an_appeal_that_fails_leaves_the_measure_and_tells_the_person_why() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        assertThat(lastText(ANNA)).contains("We received your appeal", "Somebody who did not make that decision");
        assertThat(as("ana").sees(number, "decideAppeal")).isFalse();
        assertThat(as("rio").caseFile(number, "decideAppeal")).contains("Each text was another");
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("conditions");

        decides("rio", number, "decideAppeal", UPHOLD);

        assertThat(lastText(ANNA)).contains("your appeal did not change the decision", WHY);
        assertThat(may(ANNA, "APPLY")).isFalse();
        fulfils(number);
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
    }

    @Test
    void an_appeal_that_succeeds_ends_the_measure_at_once_with_an_apology_and_leaves_no_strike() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);
        appeals(number);

        decides("rio", number, "decideAppeal", OVERTURN);

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(lastText(ANNA)).contains("our decision was wrong", "we apologise", WHY);
        assertThat(as("lee").tasks(number)).isEmpty();
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(theCase(number).get("closedAt")).isNotNull();

        var next = opened(ANNA, "SPAM_APPLICATIONS");
        answers(next);
        finds("ana", next, "VIOLATION");
        assertThat(as("ana").caseFile(next, "decideMeasure")).contains("<strong>Warning</strong>");
    }

    @Test
    void an_appeal_that_nobody_answers_goes_to_the_leads_on_the_tenth_day_also_after_the_case_was_closed() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
        var lodged = appeals(number, measure(number).get("id").asText());
        assertThat(lodged.status()).isEqualTo(201);
        var answerDue = Instant.parse(lodged.json().get("answerDue").asText());
        assertThat(due("rio", number, "decideAppeal"))
                .isCloseTo(answerDue.minus(Duration.ofDays(4)), within(1, ChronoUnit.MINUTES));

        goesToTheLeadsWhenLate("rio", number, "decideAppeal", ANNA);

        decides("rio", number, "decideAppeal", OVERTURN);
        assertThat(lastText(ANNA)).contains("we apologise");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
    }

    @Test
    void whoever_decided_cannot_answer_the_appeal_not_even_as_a_lead_who_got_it_late() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        advance("P3D");
        decides("lee", number, "RESTRICTION");
        appeals(number);
        advance("P10D");
        assertThat(as("lee").sees(number, "decideAppeal")).isTrue();

        var taken = as("lee").claim(number, "decideAppeal");
        assertThat(taken.status()).isEqualTo(403);
        assertThat(taken.body()).contains("somebody else answers the appeal");
        assertThat(as("lee").task(number, "decideAppeal").get("assignee").isNull())
                .isTrue();
        refuses(403, "lee", number, "decideAppeal", OVERTURN, "somebody else answers the appeal");

        assertThat(may(ANNA, "APPLY")).isFalse();
    }

    @Test
    void an_answer_that_says_too_little_is_refused_and_stays_in_the_form() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);

        refuses(400, "rio", number, "decideAppeal", Map.of("reasonForPerson", WHY), "Choose one of");
        refuses(
                400,
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "CHANGE", "reasonForPerson", WHY),
                "Choose one of");
        refuses(400, "rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN"), "Write at least 20");
        assertThat(may(ANNA, "APPLY")).isFalse();
        decides("rio", number, "decideAppeal", UPHOLD);
    }

    @Test
    void an_appeal_is_about_a_measure_of_this_case_one_at_a_time_and_in_its_time() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var measure = measure(number).get("id").asText();
        var other = withMeasure(CARL, "NON_PAYMENT", "WARNING");

        var stranger = appeals(number, measure(other).get("id").asText());
        assertThat(stranger.status()).isEqualTo(422);
        assertThat(stranger.json().get("errors").get(0).get("field").asText()).isEqualTo("measureId");
        assertThat(appeals(number, "M-9999").status()).isEqualTo(422);
        assertThat(rows("appeal")).isZero();

        appeals(number);
        comesAtTheWrongTime(
                number, "appeals", Map.of("measureId", measure, "text", "Again."), "There is an open appeal");
        assertThat(rows("appeal")).isEqualTo(1);
        decides("rio", number, "decideAppeal", UPHOLD);
        advance("P184D");
        comesAtTheWrongTime(number, "appeals", Map.of("measureId", measure, "text", "Late."), "time to appeal");
    }

    @Test
    void when_the_desk_dies_while_it_overturns_the_measure_stays_and_is_overturned_later_once() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        as("rio").decides(number, "decideAppeal", OVERTURN);
        var mails = mails(ANNA).size();

        assertThat(crashingAt("measure_end", "PT0S")).containsExactly("overturnMeasure");

        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(mails(ANNA)).hasSize(mails);
        assertThat(what(number)).doesNotContain("appealAnswered:OVERTURN");

        advance("PT1M");

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(rows("measure_end")).isEqualTo(1);
        assertThat(what(number)).containsOnlyOnce("appealAnswered:OVERTURN");
        assertThat(mails(ANNA)).hasSize(mails + 1);
    }
}
