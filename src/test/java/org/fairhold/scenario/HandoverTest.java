package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A case gets another manager. */
class HandoverTest extends VerbsScenario {
    @Test
    void whoever_takes_a_case_over_is_its_contact_from_then_on_and_the_person_is_told() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ana Oliveira");

        done(as("ben").does(number, "take-over", "seen", "ana"));

        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ben Achterberg");
        assertThat(told(ANNA, "You have a new contact")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("From today Ben Achterberg is your contact", "Your dates stay as they are");
        assertThat(what(number)).contains("takenOver");
        assertThat(marketplace.get("/api/v1/cases/" + number + "/timeline").body())
                .doesNotContain("\"ben\"", "\"ana\"");
        var again = as("ben").does(number, "take-over", "seen", "ben");
        refused(number, again, 409, "You manage this case already");
    }

    @Test
    void of_two_who_take_a_case_over_at_once_one_gets_it_and_the_other_is_told_so() throws Exception {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var ben = as("ben");
        var lee = as("lee");

        var answers = atOnce(
                () -> ben.does(number, "take-over", "seen", "ana"), () -> lee.does(number, "take-over", "seen", "ana"));

        assertThat(answers).containsExactlyInAnyOrder(302, 409);
        settle();
        assertThat(told(ANNA, "You have a new contact")).isEqualTo(1);
        assertThat(rows("case_handover")).isEqualTo(1);
    }

    @Test
    void A_03_conditions_and_dates_survive_a_hand_over() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var measure = measure(number);
        var waiting = theCase(number).get("waitingFor");

        done(as("ana").does(number, "hand-over", "to", "ben"));

        assertThat(measure(number)).isEqualTo(measure);
        assertThat(theCase(number).get("waitingFor")).isEqualTo(waiting);
        fulfils(number);
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
    }

    @Test
    void what_the_former_manager_had_claimed_moves_along_or_returns_to_the_queue() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        assertThat(as("ana").claim(number, "reviewReport").status()).isEqualTo(204);

        done(as("ana").does(number, "hand-over", "to", "ben"));
        assertThat(as("ben").task(number, "reviewReport").get("assignee").asText())
                .isEqualTo("ben");

        done(as("ben").does(number, "hand-over", "to", "fay", "reason", WHY));
        assertThat(as("ana").task(number, "reviewReport").get("assignee").isNull())
                .isTrue();
        finds("ana", number, "NONE");
    }

    @Test
    void nobody_gets_a_case_who_is_away_or_not_on_the_staff_or_in_another_team_without_a_reason() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        done(as("ben").does("/desk/me", "/desk/me/absent", Map.of("until", "2030-01-01")));
        var before = what(number);

        refused(number, as("ana").does(number, "hand-over", "to", "ben"), 422, "is absent");
        refused(number, as("ana").does(number, "hand-over", "to", "nobody"), 422, "nobody called so");
        refused(number, as("ana").does(number, "hand-over", "to", "admin"), 422, "nobody called so");
        refused(number, as("ana").does(number, "hand-over", "to", "coco"), 422, "does not work on cases");
        refused(number, as("ana").does(number, "hand-over", "to", "ana"), 422, "manages this case already");
        refused(number, as("ana").does(number, "hand-over", "to", ""), 422, "Choose who gets the case");
        refused(number, as("ana").does(number, "hand-over", "to", "fay"), 422, "Say why they get this case");
        refused(number, as("ben").does(number, "hand-over", "to", "lee", "reason", WHY), 403, "another case manager");
        refused(number, as("ben").does(number, "take-over", "seen", "ana"), 409, "You are marked absent");
        refused(number, as("rio").does(number, "take-over", "seen", "ana"), 403, "another team");
        refused(number, as("coco").does(number, "take-over", "seen", "ana"), 403, "another team");
        refused(number, as("ana").does("C-9999", "take-over", "seen", ""), 404, "There is no case of that number");

        assertThat(what(number)).isEqualTo(before);
        assertThat(told(ANNA, "You have a new contact")).isZero();
    }

    @Test
    void what_was_typed_comes_back_with_the_reason_of_the_refusal_and_stays_text() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var answer = as("ana").does(number, "hand-over", "to", "coco", "reason", WHY);

        refused(number, answer, 422, "does not work on cases");
        assertThat(answer.body())
                .contains("&lt;b&gt;belong&lt;/b&gt; together", "aria-invalid=\"true\"")
                .doesNotContain("<b>belong");
    }

    @Test
    void A_11_without_the_message_to_the_person_the_case_does_not_change_hands() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        crashingAt("notice", "new.kind = 'handed-over'", () -> assertThat(
                        as("ana").does(number, "hand-over", "to", "ben").status())
                .isGreaterThanOrEqualTo(500));

        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ana Oliveira");
        assertThat(rows("case_handover")).isZero();
        refusedByTheSchema(
                "update enforcement_case set manager = 'ben' where number = '%s'".formatted(number),
                "changes hands only with a message");
    }

    @Test
    void a_form_that_another_site_sends_is_refused() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var forged = as("ben").http().form("/desk/cases/" + number + "/take-over", "seen=ana");

        assertThat(forged.status()).isEqualTo(403);
        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ana Oliveira");
    }

    @Test
    void a_closed_case_keeps_its_manager() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "NONE");

        refused(number, as("ben").does(number, "take-over", "seen", "ana"), 409, "is closed");
    }
}
