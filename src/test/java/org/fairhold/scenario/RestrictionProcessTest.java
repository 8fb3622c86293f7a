package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A restriction or suspension: in force, looked at again, and over, in each of the ways in which it can end. */
class RestrictionProcessTest extends Scenario {
    private static final String WHY = "The applications of last month are still there.";

    @Test
    void what_was_asked_is_done_a_person_checks_it_and_the_measure_is_lifted() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        assertThat(as("ana").sees(number, "checkFix")).isFalse();

        fulfils(number);

        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("checkFix");
        assertThat(may(ANNA, "APPLY")).isFalse();
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("REINSTATED");
        assertThat(lastText(ANNA)).contains("We lifted the measure", "No other measure limits your account");
        advance("P100D");
        assertThat(told(ANNA, "The measure on your account has ended")).isZero();
    }

    @Test
    void a_suspended_freelancer_goes_on_with_running_contracts_and_with_nothing_else() {
        contract("k-running", ANNA, CARL);
        contract("k-ended", ANNA, CARL);
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "SUSPENSION");
        contractEnds("k-ended", ANNA, CARL);

        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("SUSPENDED");
        for (var permission : List.of("WORK", "MESSAGE", "END_CONTRACT")) {
            assertThat(acts(ANNA, permission, "k-running").status())
                    .as(permission)
                    .isEqualTo(200);
            assertThat(acts(ANNA, permission, "k-ended").status())
                    .as(permission)
                    .isEqualTo(403);
        }
        assertThat(acts(ANNA, "APPLY").status()).isEqualTo(403);
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(200);
        assertThat(acts(ANNA, "WITHDRAW").status()).isEqualTo(200);
        assertThat(lastText(ANNA)).contains("We suspended your account", "already running");

        contract("k-new", ANNA, CARL);
        assertThat(acts(ANNA, "WORK", "k-new").status()).isEqualTo(403);
        fulfils(number);
        reinstates(number);
        assertThat(acts(ANNA, "WORK", "k-new").status()).isEqualTo(200);
    }

    @Test
    void a_measure_that_is_confirmed_is_looked_at_again_on_the_day_it_says_and_ends_on_its_last_day() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        advanceTo(Instant.parse(measure(number).get("reviewAt").asText()));
        advance("PT20H");

        reviews(number, "CONFIRM");

        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(as("ana").sees(number, "reviewRestriction")).isFalse();
        assertThat(lastText(ANNA)).contains("stays after a planned review", WHY);
        advance("P27D");
        assertThat(as("ana").sees(number, "reviewRestriction")).isFalse();
        advance("P3D");
        var asked = due("ana", number, "reviewRestriction").minus(Duration.ofDays(2));
        assertThat(lastText(ANNA)).contains("The next review starts on " + on(asked));

        reviews(number, "CONFIRM");
        advanceTo(Instant.parse(measure(number).get("endsAt").asText()));

        assertThat(measure(number).get("endedAs").asText()).isEqualTo("EXPIRED");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(lastText(ANNA)).contains("has reached its end date");
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
    }

    @Test
    void a_measure_that_nobody_reviews_goes_to_the_leads_and_then_ends_by_itself_with_a_notice() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var review = Instant.parse(measure(number).get("reviewAt").asText());
        advanceTo(review);
        assertThat(theCase(number).get("waitingFor").get("step").asText())
                .as("the person can still do the steps")
                .isEqualTo("conditions");

        goesToTheLeadsWhenLate("ben", number, "reviewRestriction", ANNA);

        advanceTo(review.plus(Duration.ofDays(7)).minus(Duration.ofHours(1)));
        assertThat(may(ANNA, "APPLY")).isFalse();
        advanceTo(review.plus(Duration.ofDays(7)));
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("UNCONFIRMED");
        assertThat(lastText(ANNA)).contains("we did not confirm it in time", "This delay was our fault");
        assertThat(as("lee").tasks(number)).isEmpty();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
    }

    @Test
    void a_measure_that_is_not_justified_any_more_is_lifted_the_same_day() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "SUSPENSION");
        advance("P14D");

        reviews(number, "LIFT");

        assertThat(measure(number).get("endedAs").asText()).isEqualTo("UNJUSTIFIED");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(lastText(ANNA)).contains("it is no longer justified", WHY);
    }

    @Test
    void a_review_without_a_choice_or_a_reason_is_refused_and_another_try_needs_a_refusal() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        advance("P30D");

        refuses(400, "ana", number, "reviewRestriction", Map.of("reasonForPerson", WHY), "restrictionReview");
        refuses(
                400,
                "ana",
                number,
                "reviewRestriction",
                Map.of("restrictionReview", "EXTEND", "reasonForPerson", WHY),
                "Choose one of");
        refuses(400, "ana", number, "reviewRestriction", Map.of("restrictionReview", "CONFIRM"), "Write at least 20");
        refuses(
                400,
                "ana",
                number,
                "reviewRestriction",
                Map.of("restrictionReview", "REOPEN", "reasonForPerson", WHY),
                "was not refused");
        assertThat(measure(number).get("conditions").get(0).get("id").asText()).isEqualTo("K-1001");
        reviews(number, "CONFIRM");
    }

    @Test
    void a_person_who_is_done_while_the_review_is_open_need_not_wait_for_it() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        advance("P30D");
        fulfils(number);
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
        assertThat(as("ana").sees(number, "reviewRestriction")).isTrue();

        reviews(number, "CONFIRM");
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
        assertThat(theCase(number).get("waitingFor").get("step").asText())
                .as("the steps are in, so the case waits for the desk")
                .isEqualTo("checkFix");
        advance("P29D");
        advance("P1D");
        assertThat(as("ana").sees(number, "reviewRestriction")).isTrue();

        reinstates(number);

        assertThat(as("lee").tasks(number)).isEmpty();
        assertThat(may(ANNA, "APPLY")).isTrue();
        advance("P40D");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
    }

    @Test
    void steps_and_assurance_count_while_the_measure_is_in_force_and_once() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var done = Map.of("state", "DONE");
        var assurance = Map.of("cause", "Hurry.", "fix", "Withdrawn.", "prevention", "I write my own.");
        comesAtTheWrongTime(number, "conditions/K-1001", done, "waiting for: answer");
        comesAtTheWrongTime(number, "assurance", assurance, "waiting for: answer");
        answers(number);
        finds("ana", number, "VIOLATION");
        comesAtTheWrongTime(number, "assurance", assurance, "waiting for: decideMeasure");
        decides("ana", number, "RESTRICTION");

        assertThat(says(number, "conditions/K-9999", done).status()).isEqualTo(404);
        assertThat(says(number, "conditions/K-1001", Map.of("state", "MAYBE")).status())
                .isEqualTo(422);
        assertThat(assures(number).status()).isEqualTo(201);
        comesAtTheWrongTime(number, "assurance", assurance, "has been given already");
        assertThat(says(number, "conditions/K-1001", done).status()).isEqualTo(201);
        assertThat(says(number, "conditions/K-1001", done).status()).isEqualTo(201);
        assertThat(what(number)).containsOnlyOnce("conditionDone:WITHDRAW_APPLICATIONS");
        assertThat(as("ana").sees(number, "checkFix")).isFalse();
        assertThat(says(number, "conditions/K-1002", done).status()).isEqualTo(201);
        comesAtTheWrongTime(number, "conditions/K-1002", done, "waiting for: checkFix");
        reinstates(number);
        comesAtTheWrongTime(number, "conditions/K-1002", done, "is closed");
        comesAtTheWrongTime(number, "assurance", assurance, "is closed");
    }

    @Test
    void somebody_who_relapses_is_reminded_of_the_assurance() {
        var first = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(first);
        reinstates(first);

        var second = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(second).isNotEqualTo(first);
        answers(second);
        assertThat(as("ana").caseFile(second, "reviewReport")).contains("I write each application myself");
        finds("ana", second, "VIOLATION");
        assertThat(as("ana").caseFile(second, "decideMeasure")).contains("<strong>Restriction</strong>");
        decides("ana", second, "RESTRICTION");

        assertThat(lastText(ANNA)).contains("you assured us: “I write each application myself");
    }

    @Test
    void when_the_desk_dies_while_it_restricts_nothing_is_taken_and_later_once() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        as("ana")
                .decides(
                        number,
                        "decideMeasure",
                        Map.of(
                                "measure", "RESTRICTION",
                                "reasonForPerson", "You sent the same text fourteen times.",
                                "departureText", "Ten people complained about it."));
        var mails = mails(ANNA).size();

        assertThat(crashingAt("cause_permission", "PT0S")).containsExactly("startRestriction");

        assertThat(rows("measure") + rows("cause") + rows("statement") + rows("condition"))
                .isZero();
        assertThat(standing(ANNA).get("blocked")).isEmpty();
        assertThat(mails(ANNA)).hasSize(mails);

        advance("PT1M");

        assertThat(List.of(rows("measure"), rows("cause"), rows("statement"))).containsOnly(1);
        assertThat(rows("condition")).isEqualTo(2);
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(mails(ANNA)).hasSize(mails + 1);
    }

    @Test
    void when_the_desk_dies_while_a_measure_ends_it_stays_in_force_and_ends_later_once() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "SUSPENSION");
        advance("P14D");
        advance("P4D");
        var mails = mails(ANNA).size();

        assertThat(crashingAt("cause_end", "P1D")).containsExactly("liftUnconfirmed");

        assertThat(rows("measure_end")).isZero();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("SUSPENDED");
        assertThat(mails(ANNA)).hasSize(mails);
        assertThat(theCase(number).get("closedAt")).isNull();

        advance("PT1M");

        assertThat(List.of(rows("measure_end"), rows("cause_end"))).containsOnly(1);
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(told(ANNA, "The measure on your account has ended")).isEqualTo(1);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
    }

    private void reviews(String number, String choice) {
        as("ana").decides(number, "reviewRestriction", Map.of("restrictionReview", choice, "reasonForPerson", WHY));
        settle();
    }

    private static String on(Instant day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.ENGLISH)
                .format(day.atZone(ZoneId.of("Europe/Berlin")));
    }
}
