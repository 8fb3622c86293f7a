package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Hearing;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecords.Verdict;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Poor performance: a history and not a bad day, everything looked at first, and work goes on. */
class PerformanceScenariosTest extends Contracts {
    @Autowired
    Performance performance;

    @Autowired
    Hearing hearing;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void A_04_one_unhappy_client_in_fifty_is_no_history_and_nothing_is_restricted() {
        good(49);
        bad(1);

        var number = complained("NON_DELIVERY", "bad-1");

        assertThat(closedAs(number)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(what(number)).contains("recordTaken", "historyNotConsistent").doesNotContain("answerInvited");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(mails(ANNA)).isEmpty();
        assertThat(lastText(CARL)).contains("needs a consistent history", "Nothing was restricted");
        assertThat(as("ana").http().get("/desk/cases/" + number).body())
                .contains("1 of 50 contracts had a problem (2%)", "No measure is possible on this record");
    }

    @Test
    void A_04_whoever_sends_a_notice_without_a_history_is_told_that_it_needs_one_also_when_a_table_says_yes() {
        good(3);
        bad(1);
        var number = new CaseNumber(complains(ANNA, "NON_DELIVERY", "bad-1", Map.of())
                .json()
                .get("caseNumber")
                .asText());

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    assertThat(performance.take(number, Duration.ofDays(180)).aboveFloors())
                            .isFalse();
                    assertThat(performance.judge(number, new Verdict(true, "anythingGoes", 7)))
                            .isFalse();
                    var due = hearing.invite(number, Duration.ofDays(7));
                    assertThat(due).as("never reached").isNull();
                }))
                .hasMessageContaining("needs a consistent history")
                .hasMessageContaining("Its record shows 1 of 4");

        assertThat(mails(ANNA)).isEmpty();
    }

    @Test
    void one_bad_contract_beside_three_good_ones_is_no_history() {
        good(3);
        bad(1);

        assertThat(closedAs(complained("UNACCEPTABLE_WORK", "bad-1"))).isEqualTo("NO_CONSISTENT_HISTORY");
    }

    @Test
    void three_complaints_about_one_contract_are_one_contract() {
        good(3);
        ended("bad-1", ANNA, CARL, 1, "FAILED");
        var first = complains(ANNA, "NON_DELIVERY", "bad-1", Map.of());
        var second = complains(ANNA, "POOR_COMMUNICATION", "bad-1", Map.of());
        var third = complains(ANNA, "POOR_COMMUNICATION", "bad-1", Map.of());
        settle();

        var number = first.json().get("caseNumber").asText();

        assertThat(List.of(
                        second.json().get("outcome").asText(),
                        third.json().get("caseNumber").asText()))
                .containsExactly("JOINED", number);
        assertThat(closedAs(number)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(told(
                        CARL,
                        "Our answer to your report "
                                + first.json().get("reportId").asText()))
                .isOne();
        assertThat(told(
                        CARL,
                        "Our answer to your report "
                                + third.json().get("reportId").asText()))
                .isOne();
    }

    @Test
    void what_somebody_else_says_about_a_contract_does_not_count_and_a_client_is_not_reported_so() {
        account("rival", "FREELANCER");
        good(5);
        contract("running-1", ANNA, CARL);
        contract("running-2", ANNA, CARL);
        contract("running-3", ANNA, CARL);
        var number = "";
        for (var contract : List.of("running-1", "running-2", "running-3", "no-such-contract")) {
            var answer = complains(ANNA, "NON_DELIVERY", contract, Map.of("reporterId", "rival"));
            number = answer.json().get("caseNumber").asText();
        }
        settle();

        assertThat(closedAs(number)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(as("ana").http().get("/desk/cases/" + number).body()).contains("0 of 5 contracts had a problem");
        assertThat(complains(CARL, "NON_DELIVERY", "running-1", Map.of("reporterId", ANNA))
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("ANSWERED");
    }

    @Test
    void what_is_usual_in_a_kind_of_work_is_no_poor_performance() {
        account("rival", "FREELANCER");
        for (int i = 1; i <= 21; i++) {
            ended("others-" + i, "rival", CARL, i % 3 == 0 ? 2 : 4, "COMPLETED");
        }
        good(9);
        bad(4);

        var number = complained("NON_DELIVERY", "bad-1");

        assertThat(closedAs(number)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(as("ana").http().get("/desk/cases/" + number).body())
                .contains("4 of 13 contracts had a problem (31%)", "33%", "It is about what is usual");
    }

    @Test
    void A_06_there_is_no_measure_task_before_the_answer_and_the_review_of_all_contracts() {
        good(9);
        bad(3);
        var number = complained("NON_DELIVERY", "bad-1");
        assertThat(as("ana").sees(number, "reviewPerformance")).isFalse();
        assertThat(as("ana").sees(number, "decideMeasure")).isFalse();
        assertThat(lastText(ANNA))
                .contains("3 of your 12 contracts had a problem (25%)", "9 of these contracts had no problem")
                .contains("Contract bad-1: work that was not delivered and a feedback of 1 or 2");

        answers(number);

        assertThat(as("ana").sees(number, "decideMeasure")).isFalse();
        var page = as("ana").caseFile(number, "reviewPerformance");
        assertThat(page).contains("good-1", "good-9", "bad-3", "5 of 5", "1 of 5", "Nothing has come for two weeks");
        assertThat(page).contains("a consistent history", "At least three contracts and a tenth of all");
        comesAtTheWrongTime(number, "answers", Map.of("text", "Once more."), "waiting for: reviewPerformance");
        refuses(
                400,
                "ana",
                number,
                "reviewPerformance",
                Map.of("determination", "VIOLATION", "determinationText", HARM),
                "Choose one of");
        refuses(
                400,
                "ana",
                number,
                "reviewPerformance",
                Map.of("determination", "HARM", "determinationText", "Bad."),
                "Write at least 40");
        determines("ana", number, "HARM");
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
    }

    @Test
    void a_consistent_history_leads_to_a_warning_whose_statement_shows_the_record() {
        contract("running", ANNA, CARL);
        var number = harmed();
        var page = as("ana").caseFile(number, "decideMeasure");
        assertThat(page).contains("<strong>Warning</strong>", "The first time").doesNotContain("SUSPENSION");
        refuses(
                400,
                "ana",
                number,
                "decideMeasure",
                Map.of(
                        "measure", "SUSPENSION",
                        "reasonForPerson", "Three of your clients got nothing for months.",
                        "departureText", "It is grave."),
                "limits new work only");

        decides("ana", number, "WARNING");

        var statement = statement(number);
        assertThat(statement.get("ground").asText()).isEqualTo("POOR_PERFORMANCE");
        assertThat(statement.get("clause").get("code").asText()).isEqualTo("RELIABLE_WORK");
        assertThat(statement.get("decided").get("finding").asText()).isEqualTo("HARM");
        assertThat(statement.get("performance").get("affected").asInt()).isEqualTo(3);
        assertThat(statement.get("performance").get("contracts").asInt()).isEqualTo(12);
        assertThat(statement.get("performance").get("affectedContracts"))
                .extracting(contract -> contract.asText())
                .containsExactlyInAnyOrder("bad-1", "bad-2", "bad-3");
        assertThat(lastText(ANNA)).contains("3 of your 12 contracts", "Promise what you can keep");
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("WARNED");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(says(number, "acknowledgement", "").status()).isEqualTo(201);
    }

    @Test
    void a_restriction_stops_new_work_only_and_ends_case_by_case_and_the_same_contracts_never_count_again() {
        contract("running", ANNA, CARL);
        good(3);
        bad(4);
        var number = complained("NON_DELIVERY", "bad-1");
        answers(number);
        determines("ana", number, "HARM");
        assertThat(as("ana").caseFile(number, "decideMeasure")).contains("<strong>Restriction</strong>");

        decides("ana", number, "RESTRICTION");

        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(may(ANNA, "START_CONTRACT")).isFalse();
        assertThat(acts(ANNA, "WORK", "running").status()).isEqualTo(200);
        assertThat(may(ANNA, "WITHDRAW")).isTrue();
        fulfils(number);
        contractEnds("running", ANNA, CARL);
        settle();
        reinstates(number);
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(closedAs(number)).isEqualTo("MEASURE_ENDED");

        advance("P1D");
        ended("late", 1);
        var next = complained("NON_DELIVERY", "late");

        assertThat(closedAs(next)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(as("ana").http().get("/desk/cases/" + next).body())
                .contains("1 of 9 contracts had a problem", "settled in " + number);
    }

    @Test
    void feedback_that_got_better_before_the_measure_ends_the_case_and_both_are_told() {
        good(9);
        bad(3);
        var number = complained("POOR_COMMUNICATION", "bad-1");
        answers(number);
        ended("bad-2", 5);
        assertThat(as("ana").caseFile(number, "reviewPerformance"))
                .contains("3 of 12 contracts", "Changed since: now 2 of 12", "No measure is possible any more");

        determines("ana", number, "HARM");

        assertThat(closedAs(number)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(as("ana").sees(number, "decideMeasure")).isFalse();
        assertThat(theCase(number).get("measures")).isEmpty();
        assertThat(lastText(ANNA)).contains("no consistent history", "changes nothing on your account");
        assertThat(lastText(CARL)).contains("needs a consistent history");
        assertThat(as("ana").http().get("/desk/cases/" + number).body())
                .contains("2 of 12 contracts had a problem", "3 of 12 (25%)");

        ended("late", ANNA, CARL, null, "FAILED");
        var next = complained("NON_DELIVERY", "late");
        assertThat(theCase(next).get("waitingFor").get("step").asText()).isEqualTo("answer");
    }

    @Test
    void feedback_that_got_better_during_the_decision_leaves_no_measure_to_decide() {
        var number = harmed();
        ended("bad-2", 4);

        refuses(
                409,
                "ana",
                number,
                "decideMeasure",
                Map.of(
                        "measure", "WARNING",
                        "reasonForPerson", "Three of your clients got nothing for months.",
                        "departureText", "-"),
                "needs a consistent history");
        decides("ana", number, "NONE");

        assertThat(closedAs(number)).isEqualTo("NO_MEASURE");
    }

    @Test
    void no_harm_closes_the_case_in_the_persons_language_and_these_contracts_never_count_again() {
        var german = Map.of(
                "role", "FREELANCER",
                "displayName", "Gerda Canarybird",
                "email", "anna@people.example",
                "language", "de",
                "country", "DE",
                "timeZone", "Europe/Berlin",
                "registeredOn",
                        LocalDate.ofInstant(now(), ZoneOffset.UTC).minusYears(2).toString(),
                "business", false,
                "version", 2);
        assertThat(marketplace.put("/api/v1/accounts/" + ANNA, german).status()).isEqualTo(200);
        good(9);
        bad(3);
        var number = complained("NON_DELIVERY", "bad-1");
        assertThat(lastText(ANNA)).contains("bei 3 Ihrer 12 Verträge ein Problem", "Verlässliche Arbeit");
        answers(number);

        assertThat(as("ana")
                        .letter(
                                as("ana")
                                        .task(number, "reviewPerformance")
                                        .get("id")
                                        .asText(),
                                "NO_HARM",
                                "")
                        .body())
                .contains("keinen Schaden gefunden");
        determines("ana", number, "NO_HARM");

        assertThat(closedAs(number)).isEqualTo("NO_HARM");
        assertThat(lastText(ANNA)).contains("keinen Schaden gefunden", "zählen nicht noch einmal");
        advance("P1D");
        ended("late", 1);
        assertThat(closedAs(complained("NON_DELIVERY", "late"))).isEqualTo("NO_CONSISTENT_HISTORY");
    }

    @Test
    void silence_of_everybody_brings_each_step_to_the_leads_and_never_a_measure() {
        good(9);
        bad(3);
        var number = complained("NON_DELIVERY", "bad-1");

        advance("P8D");

        assertThat(what(number)).contains("answerWindowLapsed");
        goesToTheLeadsWhenLate("ana", number, "reviewPerformance", ANNA);
        determines("ana", number, "HARM");
        goesToTheLeadsWhenLate("ana", number, "decideMeasure", ANNA);
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
    }

    @Test
    void a_record_that_could_not_be_taken_is_taken_again_and_nothing_happened_twice() {
        good(9);
        bad(3);
        var number = complains(ANNA, "NON_DELIVERY", "bad-1", Map.of())
                .json()
                .get("caseNumber")
                .asText();

        assertThat(crashingAt("answer_window", "PT0S")).containsExactly("inviteAnswer");
        assertThat(what(number)).doesNotContain("recordTaken");
        assertThat(mails(ANNA)).isEmpty();
        advance("PT10M");

        assertThat(what(number)).containsOnlyOnce("recordTaken").containsOnlyOnce("answerInvited");
        assertThat(mails(ANNA)).hasSize(1);
    }

    @Test
    void a_case_about_spam_goes_on_as_one_about_performance_with_its_own_record() {
        good(9);
        bad(3);
        var spam = opened(ANNA, "SPAM_APPLICATIONS");
        var moved = as("lee")
                .does(
                        spam,
                        "reclassify",
                        "kind",
                        "POOR_PERFORMANCE",
                        "reason",
                        "The reports are about work that never came, not about applications.");
        assertThat(moved.status()).as(moved.body()).isLessThan(400);
        settle();

        var linked = theCase(spam).get("linked").get(0).get("caseNumber").asText();

        assertThat(theCase(linked).get("ground").asText()).isEqualTo("POOR_PERFORMANCE");
        assertThat(theCase(linked).get("clause").asText()).isEqualTo("RELIABLE_WORK");
        assertThat(what(linked)).contains("historyConsistent", "answerInvited");
    }
}
