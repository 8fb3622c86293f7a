package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** An appeal: answered in time by somebody who had no part in the decision. */
class AppealProcessTest extends AppealScenario {
    private static final String WHY = "I read all fourteen texts and compared them.";
    private static final String QUESTION = "From which device did you send the two that are alike?";
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
                Map.of("appealDecision", "HARDER", "reasonForPerson", WHY),
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
    void a_suspension_that_was_too_hard_becomes_a_restriction_with_a_statement_of_its_own_that_can_be_appealed() {
        var number = withMeasure(ANNA, "FALSE_IDENTITY", "SUSPENSION");
        var suspension = measure(number).get("id").asText();
        appeals(number);

        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "CHANGE_TO_RESTRICTION", "reasonForPerson", WHY));

        assertThat(subjects(ANNA))
                .anyMatch(subject -> subject.contains("Our answer to your appeal"))
                .last()
                .asString()
                .contains("A decision about your account");
        assertThat(texts(ANNA)).contains("You were right in part", WHY);
        assertThat(may(ANNA, "MESSAGE")).isTrue();
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(endedAs(suspension)).isEqualTo("CHANGED");
        var restriction = measure(number).get("id").asText();
        assertThat(restriction).isNotEqualTo(suspension);
        assertThat(theCase(number).get("stage").asText()).isEqualTo("MEASURE_IN_FORCE");

        var again = appeals(number, restriction);
        assertThat(again.status()).isEqualTo(201);
        refuses(403, "rio", number, "decideAppeal", UPHOLD, "somebody else answers the appeal");
        fulfils(number);
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
    }

    @Test
    void a_restriction_that_was_too_hard_becomes_a_warning_which_can_be_acknowledged() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "CHANGE_TO_WARNING", "reasonForPerson", WHY));

        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
        assertThat(theCase(number).get("closedAt")).isNotNull();
    }

    @Test
    void an_appeal_never_makes_it_worse_and_changes_nothing_that_has_ended() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        var same = Map.of("appealDecision", "CHANGE_TO_RESTRICTION", "reasonForPerson", WHY);
        refuses(400, "rio", number, "decideAppeal", same, "milder");
        fulfils(number);
        reinstates(number);

        var milder = Map.of("appealDecision", "CHANGE_TO_WARNING", "reasonForPerson", WHY);
        refuses(409, "rio", number, "decideAppeal", milder, "has ended");

        decides("rio", number, "decideAppeal", UPHOLD);
        assertThat(lastText(ANNA)).contains("has ended already and takes nothing from you");
    }

    @Test
    void an_appeal_that_asks_for_something_else_is_answered_and_nothing_changes() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "ANSWERED", "reasonForPerson", WHY));

        assertThat(lastText(ANNA)).contains("Nothing changes on your account", WHY);
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(what(number)).contains("appealAnswered:ANSWERED");
        appeals(number);
    }

    @Test
    void the_reviewer_asks_and_goes_on_with_the_answer() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var appeal = lodged(number);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "ASK", "reasonForPerson", QUESTION));

        assertThat(lastText(ANNA))
                .contains(QUESTION, "The date on which you get our answer to the appeal stays the same");
        assertThat(as("rio").sees(number, "decideAppeal")).isFalse();
        assertThat(writes(number, appeal, "From my phone, says Canarybird.").status())
                .isEqualTo(201);
        assertThat(as("rio").caseFile(number, "decideAppeal"))
                .contains(QUESTION, "Asked by rio", "From my phone, says Canarybird.");
        decides("rio", number, "decideAppeal", OVERTURN);
        assertThat(lastText(ANNA)).contains("we apologise");
    }

    @Test
    void a_question_that_nobody_answers_holds_up_the_appeal_for_three_days() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "ASK", "reasonForPerson", QUESTION));

        advance("P3D");

        assertThat(as("rio").sees(number, "decideAppeal")).isTrue();
        decides("rio", number, "decideAppeal", UPHOLD);
    }

    @Test
    void the_person_adds_to_an_open_appeal_of_the_case_and_to_no_other() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var other = withMeasure(CARL, "NON_PAYMENT", "RESTRICTION");
        var appeal = lodged(number);
        assertThat(writes(number, appeal, "One more thing, says Canarybird.").status())
                .isEqualTo(201);
        assertThat(writes(other, appeal, "Not mine.").status()).isEqualTo(404);
        assertThat(writes(number, "A-9999", "None.").status()).isEqualTo(404);
        assertThat(writes(number, appeal, " ").status()).isEqualTo(422);

        decides("rio", number, "decideAppeal", UPHOLD);

        var late = writes(number, appeal, "Too late.");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("This appeal has been answered.");
        assertThat(rows("appeal_message")).isEqualTo(1);
    }

    @Test
    void an_overturned_measure_counts_the_lost_days_and_offers_what_the_table_says() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        advance("P8D");
        appeals(number);
        var task = as("rio").task(number, "decideAppeal").get("id").asText();
        assertThat(as("rio").letter(task, "OVERTURN", WHY).body()).contains("90 days");

        decides("rio", number, "decideAppeal", OVERTURN);

        assertThat(lastText(ANNA))
                .contains("You lost 9 days to this measure", "we waive our fee on your account for 90 days");
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

    private String endedAs(String measure) {
        return sql.sql("select ended_as from measure_end where measure_id = :id")
                .param("id", measure)
                .query(String.class)
                .single();
    }
}
