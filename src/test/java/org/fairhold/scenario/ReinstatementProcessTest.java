package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way back: a person checks what was done, asks again, or refuses together with a second one. */
class ReinstatementProcessTest extends Scenario {
    private static final String WHY = "Two of the applications are still in the list.";
    private static final Map<String, String> REFUSE = Map.of("fixDecision", "REFUSE", "reasonForPerson", WHY);
    private static final Map<String, String> SIGN = Map.of("signature", "SIGN", "note", "I looked at the list, too.");

    @Test
    void somebody_who_is_asked_again_reads_why_does_the_steps_anew_and_is_reinstated() {
        var number = done();
        var first = measure(number).get("conditions").get(0).get("id").asText();

        decides("ana", number, "checkFix", Map.of("fixDecision", "ASK_AGAIN", "reasonForPerson", WHY));

        assertThat(lastText(ANNA)).contains("some steps are not complete yet", WHY);
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("conditions");
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(says(number, "conditions/" + first, Map.of("state", "DONE")).status())
                .as("the step of the first round")
                .isEqualTo(404);
        fulfils(number);
        assertThat(as("ana").tasks(number)).hasSize(1);
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
    }

    @Test
    void two_people_refuse_together_and_a_review_can_give_another_try() {
        var number = done();
        decides("ana", number, "checkFix", REFUSE);
        assertThat(told(ANNA, "Our answer about your steps"))
                .as("before the second signature")
                .isZero();
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("signRefusal");
        assertThat(as("ben").sees(number, "signRefusal")).isFalse();

        decides("lee", number, "signRefusal", SIGN);

        assertThat(lastText(ANNA)).contains("We did not lift the measure", WHY, "You can appeal until");
        assertThat(may(ANNA, "APPLY")).isFalse();
        comesAtTheWrongTime(
                number, "conditions/K-1001", Map.of("state", "DONE"), "Reinstatement was refused by two people");
        comesAtTheWrongTime(
                number,
                "assurance",
                Map.of("cause", "Hurry.", "fix", "Withdrawn.", "prevention", "I write my own."),
                "Reinstatement was refused by two people");

        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("nextReview");
        advance("P30D");
        decides("ben", number, "reviewRestriction", Map.of("restrictionReview", "REOPEN", "reasonForPerson", WHY));
        assertThat(told(ANNA, "Some steps are not complete yet")).isEqualTo(1);
        fulfils(number);
        assertThat(as("ana").sees(number, "checkFix")).isTrue();
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
    }

    @Test
    void a_refusal_that_the_lead_returns_is_checked_again_and_nobody_outside_hears_of_it() {
        var number = done();
        decides("ana", number, "checkFix", REFUSE);
        var mails = mails(ANNA).size();

        decides(
                "lee",
                number,
                "signRefusal",
                Map.of("signature", "RETURN", "note", "The two are drafts, not applications."));

        assertThat(mails(ANNA)).hasSize(mails);
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
    }

    @Test
    void a_late_check_and_a_late_signature_go_to_the_leads_and_whoever_refused_cannot_sign() {
        var number = done();
        goesToTheLeadsWhenLate("ben", number, "checkFix", ANNA);
        as("ben").unclaims(number, "checkFix");
        decides("lee", number, "checkFix", REFUSE);

        refuses(403, "lee", number, "signRefusal", SIGN, "somebody else must sign");
        assertThat(rows("refusal")).isZero();
        goesToTheLeadsWhenLate("lee", number, "signRefusal", ANNA);
        assertThat(told(ANNA, "Our answer about your steps")).isZero();
    }

    @Test
    void a_check_or_a_signature_that_says_too_little_is_refused_and_stays_in_the_form() {
        var number = done();
        refuses(400, "ana", number, "checkFix", Map.of("fixDecision", "MAYBE"), "Choose one of");
        refuses(400, "ana", number, "checkFix", Map.of("fixDecision", "ASK_AGAIN"), "Write at least 20");
        refuses(
                400,
                "ana",
                number,
                "checkFix",
                Map.of("fixDecision", "REFUSE", "reasonForPerson", "No."),
                "at least 20");
        assertThat(as("ben").claim(number, "checkFix").status()).isEqualTo(204);
        refuses(409, "ana", number, "checkFix", Map.of("fixDecision", "REINSTATE"), "ben has claimed");
        as("ben").unclaims(number, "checkFix");
        decides("ana", number, "checkFix", REFUSE);

        refuses(400, "lee", number, "signRefusal", Map.of("note", "I looked at it."), "Choose one of");
        refuses(400, "lee", number, "signRefusal", Map.of("signature", "SIGN", "note", "Yes."), "Write at least 10");
        assertThat(may(ANNA, "APPLY")).isFalse();
        decides("lee", number, "signRefusal", SIGN);
    }

    @Test
    void when_the_desk_dies_while_two_people_refuse_it_is_refused_later_and_once() {
        var number = done();
        decides("ana", number, "checkFix", REFUSE);
        as("lee").decides(number, "signRefusal", SIGN);
        var mails = mails(ANNA).size();

        assertThat(crashingAt("refusal", "PT0S")).containsExactly("refuseReinstatement");

        assertThat(mails(ANNA)).hasSize(mails);
        assertThat(what(number)).doesNotContain("reinstatementRefused");
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("signRefusal");

        advance("PT1M");

        assertThat(rows("refusal")).isEqualTo(1);
        assertThat(told(ANNA, "Our answer about your steps")).isEqualTo(1);
    }

    @Test
    void when_the_desk_dies_while_it_asks_again_the_steps_are_asked_for_later_and_once() {
        var number = done();
        as("ana").decides(number, "checkFix", Map.of("fixDecision", "ASK_AGAIN", "reasonForPerson", WHY));

        assertThat(crashingAt("notice", "PT0S")).containsExactly("askAgain");

        assertThat(rows("condition")).isEqualTo(2);
        assertThat(told(ANNA, "Some steps are not complete yet")).isZero();

        advance("PT1M");

        assertThat(rows("condition")).isEqualTo(4);
        assertThat(told(ANNA, "Some steps are not complete yet")).isEqualTo(1);
        fulfils(number);
        assertThat(as("ana").tasks(number)).hasSize(1);
    }

    private String done() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);
        return number;
    }
}
