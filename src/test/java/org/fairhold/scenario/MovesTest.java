package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A matter goes on in another case, or beside one. */
class MovesTest extends VerbsScenario {
    private String reclassified(String number) {
        var answer = as("ana").does(number, "reclassify", "kind", "OTHERS_WORK", "reason", WHY);
        done(answer);
        var location = answer.headers().firstValue("Location").orElseThrow();
        return location.replaceAll(".*/(C-\\d+).*", "$1");
    }

    @Test
    void a_case_about_the_wrong_rule_goes_on_as_another_one_and_the_person_is_heard_anew() {
        var old = opened(ANNA, "SPAM_APPLICATIONS");
        answers(old);
        assertThat(as("ana").claim(old, "reviewReport").status()).isEqualTo(204);

        var number = reclassified(old);

        assertThat(number).isNotEqualTo(old);
        assertThat(theCase(old).get("closedAs").asText()).isEqualTo("RECLASSIFIED");
        assertThat(theCase(old).get("linked").get(0).get("how").asText()).isEqualTo("RECLASSIFIED_INTO");
        assertThat(running(old)).isEmpty();
        assertThat(theCase(number).get("clause").asText()).isEqualTo("OTHERS_WORK");
        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ana Oliveira");
        assertThat(theCase(number).get("linked").get(0).get("caseNumber").asText())
                .isEqualTo(old);
        assertThat(told(ANNA, "Your case goes on as " + number)).isEqualTo(1);
        assertThat(texts(ANNA)).contains("Canarybird's reports are about the same evening");
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, "WARNING");
        assertThat(statement(number).get("facts").get(0).get("reportId").asText())
                .isEqualTo("R-1001");
        assertThat(as("ana").http().get("/desk/cases/" + old).body()).contains("goes on, under another rule");
    }

    @Test
    void a_case_is_not_reclassified_under_a_measure_or_to_what_it_cannot_be() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var before = what(number);

        refused(
                number,
                as("ana").does(number, "reclassify", "kind", "FRAUD_SUSPICION", "reason", WHY),
                409,
                "Report the suspicion as a new case instead");
        refused(
                number,
                as("ana").does(number, "reclassify", "kind", "NON_PAYMENT", "reason", WHY),
                422,
                "does not bind a FREELANCER");
        refused(
                number,
                as("ana").does(number, "reclassify", "kind", "SPAM_APPLICATIONS", "reason", WHY),
                422,
                "about this rule already");
        refused(number, as("ana").does(number, "reclassify", "kind", "", "reason", WHY), 422, "Choose the rule");
        refused(
                number,
                as("ana").does(number, "reclassify", "kind", "OTHERS_WORK", "reason", "So."),
                422,
                "Write at least 20");
        refused(
                number,
                as("ben").does(number, "reclassify", "kind", "OTHERS_WORK", "reason", WHY),
                403,
                "another case manager");
        assertThat(what(number)).isEqualTo(before);
        var other = opened(ANNA, "OTHERS_WORK");
        refused(
                number,
                as("lee").does(number, "reclassify", "kind", "OTHERS_WORK", "reason", WHY),
                409,
                "Join the two instead");
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, "RESTRICTION");
        refused(
                number,
                as("lee").does(number, "reclassify", "kind", "FALSE_IDENTITY", "reason", WHY),
                409,
                "A measure of case " + number + " is in force");
        refused(other, as("lee").does(other, "join", "other", number, "reason", WHY), 409, "is in force");
        assertThat(running(number)).hasSize(1);
    }

    @Test
    void two_open_cases_of_one_person_become_one_and_the_person_is_told_once() {
        var into = opened(ANNA, "SPAM_APPLICATIONS");
        answers(into);
        finds("ana", into, "VIOLATION");
        var other = opened(ANNA, "OTHERS_WORK");
        advance("PT1M");

        done(as("lee").does(into, "join", "other", other, "reason", WHY));

        assertThat(theCase(other).get("closedAs").asText()).isEqualTo("JOINED");
        assertThat(running(other)).isEmpty();
        assertThat(told(ANNA, "We joined two of your cases")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("Fourteen identical applications");
        assertThat(texts(ANNA)).doesNotContain(WHY);
        assertThat(as("ana").sees(into, "readAddedReport")).isTrue();
        answers(into);
        decides("ana", into, "readAddedReport", Map.of("note", "The same evening: nothing new."));
        decides("ana", into, "WARNING");
        assertThat(statement(into).get("facts")).hasSize(2);
        advance("P40D");
        assertThat(what(other)).doesNotContain("answerWindowLapsed");
    }

    @Test
    void cases_of_different_people_are_linked_and_never_joined() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var other = opened(CARL, "NON_PAYMENT");

        refused(number, as("lee").does(number, "join", "other", other, "reason", WHY), 422, "about somebody else");
        refused(number, as("lee").does(number, "join", "other", number, "reason", WHY), 422, "this case itself");
        done(as("ben").does(number, "link", "other", other, "reason", WHY));

        assertThat(what(number)).contains("linked");
        assertThat(what(other)).contains("linked");
        assertThat(theCase(number).get("linked").get(0).get("how").asText()).isEqualTo("RELATED");
        assertThat(as("ana").http().get("/desk/cases/" + other).body()).contains(number, "is related");
        refused(other, as("ana").does(other, "link", "other", number, "reason", WHY), 409, "linked already");
        refused(number, as("ana").does(number, "link", "other", "nonsense", "reason", WHY), 404, "There is no case");
    }

    @Test
    void a_confidential_case_is_unknown_to_whoever_is_not_cleared() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var secret = opened(CARL, "NON_PAYMENT");
        asOwner("update fairhold.enforcement_case set ground = 'FRAUD' where number = '%s'".formatted(secret));

        for (var verb : new String[] {"take-over", "hand-over", "reclassify", "link", "join", "withdraw"}) {
            refused(secret, as("ana").does(secret, verb, "to", "ben", "reason", WHY), 404, "There is no case");
        }
        refused(number, as("ana").does(number, "link", "other", secret, "reason", WHY), 404, "There is no case");
        refused(number, as("ana").does(number, "join", "other", secret, "reason", WHY), 404, "There is no case");
        assertThat(rows("case_link")).isZero();
        refused(number, as("lee").does(number, "join", "other", secret, "reason", WHY), 409, "stay apart");
        refused(secret, as("lee").does(secret, "hand-over", "to", "ana", "reason", WHY), 422, "not cleared");
        done(as("lee").does(number, "link", "other", secret, "reason", WHY));

        assertThat(as("lee").http().get("/desk/cases/" + number).body()).contains(secret);
        assertThat(as("ana").http().get("/desk/cases/" + number).body()).doesNotContain(secret);
        assertThat(theCase(number).get("linked")).isEmpty();
        assertThat(what(number)).doesNotContain("linked");
    }
}
