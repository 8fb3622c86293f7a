package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A dispute from its report to what came out of it. */
class DisputeProcessTest extends DisputeScenario {
    @Test
    void A_05_one_complaint_of_four_clients_holds_one_payment_at_once_and_leaves_the_other_contracts_alone() {
        for (int i = 1; i <= 4; i++) {
            says(
                    "k-" + i,
                    i == 1
                            ? Map.of("disputed", true, "disputedAmount", money(10_000, "USD"))
                            : Map.of("disputed", false));
            pays("k-" + i, 10_000, "USD", "AVAILABLE");
        }

        var number = inDispute("k-1");
        holds(number, "PROPOSED", null);

        assertThat(held(number)).containsExactly("k-1 10000 USD");
        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        assertThat(statement(number).get("decided").has("finding")).isFalse();
        for (int i = 1; i <= 4; i++) {
            assertThat(acts(ANNA, "WORK", "k-" + i).status()).isEqualTo(200);
            assertThat(acts(ANNA, "MESSAGE", "k-" + i).status()).isEqualTo(200);
        }
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(withdraws(ANNA, 30_000).status()).isEqualTo(200);
        assertThat(balance(ANNA, "held")).isEqualTo(10_000);
        everythingBalances();
    }

    @Test
    void what_is_said_to_be_disputed_only_after_the_report_is_proposed_to_be_held_once() {
        contract("k-1", ANNA, CARL);
        pays("k-1", 30_000, "USD", "AVAILABLE");
        var number = inDispute("k-1");
        assertThat(as("ana").sees(number, "decideHold")).isFalse();

        says("k-1", Map.of("disputed", true, "disputedAmount", money(20_000, "USD"), "version", 5));
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD"), "version", 6));
        settle();

        holds(number, "PROPOSED", null);
        assertThat(held(number)).containsExactly("k-1 30000 USD");
        assertThat(as("ana").sees(number, "decideHold")).isFalse();
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD"), "version", 7));
        assertThat(as("ana").sees(number, "decideHold")).isFalse();
    }

    @Test
    void a_dispute_names_one_contract_of_its_subject_and_comes_from_the_other_party() {
        contract("k-1", ANNA, CARL);
        contract("k-2", ANNA, CARL);
        account("dora", "FREELANCER");
        contract("k-dora", "dora", CARL);
        var nameless = new HashMap<>(fact("k-1"));
        nameless.remove("contractId");

        refused(Map.of("facts", List.of(nameless)), "facts[0].contractId");
        refused(Map.of("facts", List.of(fact("k-nobody"))), "facts[0].contractId");
        refused(Map.of("facts", List.of(fact("k-dora"))), "facts[0].contractId");
        refused(Map.of("facts", List.of(fact("k-1"), fact("k-2"))), "facts[1].contractId");
        refused(Map.of("reporterId", "dora"), "reporterId");
        refused(Map.of("reporterId", ANNA), "reporterId");

        assertThat(rows("report") + rows("enforcement_case") + rows("outbox")).isZero();
        assertThat(complains("k-1", Map.of("source", "STAFF", "reporterId", "dora"))
                        .status())
                .isEqualTo(201);
    }

    private void refused(Map<String, ?> with, String field) {
        var answer = complains("k-1", with);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void whoever_reports_a_contract_again_joins_its_dispute_and_each_is_told_once() {
        contract("k-1", ANNA, CARL);
        contract("k-2", ANNA, CARL);
        var number = inDispute("k-1");
        assertThat(subjects(ANNA)).hasSize(1);
        assertThat(subjects(CARL)).hasSize(1);

        var other = report(
                CARL,
                Map.of("kind", "DISPUTE", "source", "FREELANCER", "reporterId", ANNA, "facts", List.of(fact("k-1"))));
        settle();

        assertThat(other.json().get("outcome").asText()).isEqualTo("JOINED");
        assertThat(other.json().get("caseNumber").asText()).isEqualTo(number);
        assertThat(subjects(ANNA)).hasSize(2).last().asString().contains("received your report");
        assertThat(told(CARL, "A new report in your case")).isEqualTo(1);
        assertThat(inDispute("k-2")).isNotEqualTo(number);
    }

    @Test
    void the_freelancer_can_begin_and_the_client_is_heard_alike() {
        disputed("k-1", 30_000);

        var begun = report(
                CARL,
                Map.of("kind", "DISPUTE", "source", "FREELANCER", "reporterId", ANNA, "facts", List.of(fact("k-1"))));
        settle();

        var number = begun.json().get("caseNumber").asText();
        assertThat(theCase(number).get("subjectId").asText()).isEqualTo(ANNA);
        assertThat(theCase(number).get("contractId").asText()).isEqualTo("k-1");
        bothTell(number);
        assertThat(as("ana").sees(number, "decideOutcome")).isTrue();
        assertThat(as("ana").sees(number, "decideHold")).isTrue();
    }

    @Test
    void each_has_a_window_of_their_own_and_one_answer_never_ends_the_others() {
        contract("k-1", ANNA, CARL);
        account("dora", "FREELANCER");
        var number = inDispute("k-1");
        assertThat(lastText(ANNA)).contains("contract k-1", "third sketch").doesNotContain("carl@");
        assertThat(lastText(CARL)).contains("contract k-1", "third sketch").doesNotContain("anna@");

        assertThat(tells(number, CARL).status()).isEqualTo(201);

        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        comesAtTheWrongTime(number, "answers", Map.of("text", "Once more.", "accountId", CARL), "the other one");
        var stranger = tells(number, "dora");
        assertThat(stranger.status()).isEqualTo(422);
        assertThat(stranger.json().at("/errors/0/field").asText()).isEqualTo("accountId");
        assertThat(as("ana").sees(number, "decideOutcome")).isFalse();
        answers(number);
        assertThat(as("ana").sees(number, "decideOutcome")).isTrue();
        assertThat(as("ana").caseFile(number, "decideOutcome"))
                .contains("What the parties say", "The freelancer, ", "The client, ", "This is how carl sees it.");
        comesAtTheWrongTime(number, "answers", Map.of("text", "Once more."), "decideOutcome");
    }

    @Test
    void silence_of_one_or_of_both_lapses_and_somebody_says_what_came_out() {
        contract("k-1", ANNA, CARL);
        contract("k-2", ANNA, CARL);
        var one = inDispute("k-1");
        var both = inDispute("k-2");
        assertThat(tells(one, CARL).status()).isEqualTo(201);

        advance("P7D");

        assertThat(as("ana").sees(one, "decideOutcome")).isTrue();
        assertThat(as("ana").sees(both, "decideOutcome")).isTrue();
        assertThat(what(one)).containsOnlyOnce("answerWindowLapsed");
        assertThat(what(both).stream().filter("answerWindowLapsed"::equals)).hasSize(2);
        comesAtTheWrongTime(both, "answers", Map.of("text", "Late.", "accountId", CARL), "decideOutcome");
    }

    @Test
    void found_for_the_freelancer_the_money_is_free_and_each_reads_only_their_own_reason() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);

        comesOut(number, "FOUND_FOR_FREELANCER", null);

        assertThat(closedAs(number)).isEqualTo("DECIDED");
        assertThat(releases(number)).containsExactly("k-1 30000 CASE_DECIDED");
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(texts(ANNA)).contains(FOR_ANNA).doesNotContain(FOR_CARL);
        assertThat(texts(CARL)).contains(FOR_CARL).doesNotContain(FOR_ANNA);
        assertThat(told(ANNA, "What came out of the dispute")).isEqualTo(1);
        assertThat(told(CARL, "What came out of the dispute")).isEqualTo(1);
        assertThat(commanded(number, "REFUND")).isEmpty();
        assertThat(rows("finding")).isZero();
        everythingBalances();
    }

    @Test
    void an_agreement_about_nothing_closes_the_case_and_quotes_what_both_said() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);
        var unquoted = new LinkedHashMap<>(outcome("AGREED", "0"));
        unquoted.remove("agreedText");
        refuses(400, "ana", number, "decideOutcome", unquoted, "agreedText");
        refuses(400, "ana", number, "decideOutcome", outcome("AGREED", null), "refund");

        comesOut(number, "AGREED", "0");

        assertThat(closedAs(number)).isEqualTo("DECIDED");
        assertThat(balance(ANNA, "held")).isZero();
        everythingBalances();
    }

    @Test
    void an_outcome_needs_a_reason_for_each_and_finds_no_more_than_is_disputed() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);
        for (var field : List.of("reasonForFreelancer", "reasonForClient")) {
            var without = new LinkedHashMap<>(outcome("FOUND_FOR_FREELANCER", null));
            without.remove(field);
            refuses(400, "ana", number, "decideOutcome", without, field);
        }
        refuses(400, "ana", number, "decideOutcome", outcome("FOUND_FOR_CLIENT", "USD 300.01"), "USD 300.00");
        refuses(400, "ana", number, "decideOutcome", outcome("FOUND_FOR_CLIENT", "EUR 30.00"), "USD");
        refuses(400, "ana", number, "decideOutcome", outcome("FOUND_FOR_CLIENT", "USD 0.00"), "above zero");
        refuses(400, "ana", number, "decideOutcome", outcome("FOUND_FOR_CLIENT", "a lot"), "refund");
        refuses(400, "ana", number, "decideOutcome", outcome("MEDIATION", "USD 3.00"), "refund");

        assertThat(rows("dispute_outcome")).isZero();
    }

    @Test
    void a_late_outcome_goes_to_the_leads_and_both_are_told() {
        contract("k-1", ANNA, CARL);
        var number = inDispute("k-1");
        bothTell(number);

        goesToTheLeadsWhenLate("ana", number, "decideOutcome", ANNA);

        assertThat(told(CARL, "We are late")).isEqualTo(1);
    }

    @Test
    void when_the_parties_settle_it_while_they_are_heard_the_case_closes_by_itself() {
        var number = withHeld("k-1", 30_000);
        assertThat(tells(number, CARL).status()).isEqualTo(201);

        says("k-1", Map.of("disputed", false, "version", 7));
        settle();

        assertThat(closedAs(number)).isEqualTo("SETTLED");
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(told(ANNA, "The dispute is settled")).isEqualTo(1);
        assertThat(told(CARL, "The dispute is settled")).isEqualTo(1);
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD"), "version", 6));
        says("k-1", Map.of("disputed", false, "version", 7));
        advance("P30D");
        assertThat(told(ANNA, "The dispute is settled")).isEqualTo(1);
        everythingBalances();
    }

    @Test
    void a_contract_that_ends_well_and_undisputed_ends_its_dispute_and_any_other_change_does_not() {
        contract("k-1", ANNA, CARL);
        var number = inDispute("k-1");

        assertThat(putContract("k-1", ANNA, CARL, Map.of("state", "ACTIVE", "title", "Another title", "version", 2))
                        .status())
                .isEqualTo(200);
        settle();
        assertThat(closedAs(number)).isEqualTo("open");
        var end = new HashMap<>(completed());
        end.put("version", 3);
        assertThat(putContract("k-1", ANNA, CARL, end).status()).isEqualTo(200);
        settle();

        assertThat(closedAs(number)).isEqualTo("SETTLED");
    }

    @Test
    void mediation_keeps_the_hold_and_what_came_of_it_is_asked_for_like_any_other_outcome() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);

        comesOut(number, "MEDIATION", null);

        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        assertThat(waitsFor(number)).isEqualTo("recordMediation");
        assertThat(texts(CARL)).contains("mediator");
        mediatorAnswered(number);
        decides("ana", number, "recordMediation", mediated("AGREED", "USD 100.00"));
        assertThat(waitsFor(number)).isEqualTo("consent");
        consents(number, 10_000, true);
        assertThat(closedAs(number)).isEqualTo("REFUNDED");
        everythingBalances();
    }

    static Map<String, Object> mediated(String outcome, String refund) {
        var fields = outcome(outcome, refund);
        fields.put("mediationOutcome", fields.remove("outcome"));
        return fields;
    }

    @Test
    void a_mediation_without_an_agreement_tells_both_where_else_they_can_go_and_the_hold_goes_to_its_end() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);
        comesOut(number, "MEDIATION", null);
        mediatorAnswered(number);

        decides("ana", number, "recordMediation", mediated("NO_AGREEMENT", null));

        assertThat(told(ANNA, "No refund, and where you can go now")).isEqualTo(1);
        assertThat(told(CARL, "No refund, and where you can go now")).isEqualTo(1);
        assertThat(closedAs(number)).isEqualTo("open");
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        confirmedUntilItsEnd(number);
        assertThat(closedAs(number)).isEqualTo("NOT_REFUNDED");
        assertThat(balance(ANNA, "held")).isZero();
        everythingBalances();
    }

    @Test
    void a_mediation_has_a_date_of_its_own() {
        contract("k-1", ANNA, CARL);
        var number = inDispute("k-1");
        bothTell(number);

        comesOut(number, "MEDIATION", null);
        mediatorAnswered(number);

        assertThat(due("ana", number, "recordMediation"))
                .isBetween(now().plus(Duration.ofDays(89)), now().plus(Duration.ofDays(91)));
        decides("ana", number, "recordMediation", mediated("NO_AGREEMENT", null));
        assertThat(closedAs(number)).isEqualTo("NOT_REFUNDED");
    }

    @Test
    void each_is_written_to_in_their_own_language() {
        assertThat(marketplace
                        .put(
                                "/api/v1/accounts/" + CARL,
                                Map.of(
                                        "role", "CLIENT",
                                        "displayName", mailName(CARL),
                                        "email", "carl@people.example",
                                        "language", "de",
                                        "country", "DE",
                                        "timeZone", "Europe/Berlin",
                                        "registeredOn", "2024-03-01",
                                        "business", true,
                                        "version", 2))
                        .status())
                .isEqualTo(200);
        var number = withHeld("k-1", 30_000);
        bothTell(number);
        comesOut(number, "FOUND_FOR_CLIENT", "USD 300.00");
        consents(number, 30_000, true);

        assertThat(texts(CARL))
                .contains(
                        "einen Streit über den Vertrag k-1", "Streit wird niemandem angelastet", "erstattet", "300,00")
                .doesNotContain("Hello");
        assertThat(subjects(ANNA)).anyMatch(subject -> subject.contains("Do you agree to refund"));
        assertThat(texts(ANNA)).doesNotContain("Guten Tag");
    }

    @Test
    void a_dispute_stays_with_its_two_parties_and_cannot_be_moved() {
        contract("k-1", ANNA, CARL);
        var number = inDispute("k-1");
        var spam = opened(ANNA, "SPAM_APPLICATIONS");

        var reclassified = as("lee").does(number, "reclassify", "kind", "OTHERS_WORK", "reason", WHY);
        var joined = as("lee").does(spam, "join", "other", number, "reason", WHY);
        var begun = as("lee").does(spam, "reclassify", "kind", "DISPUTE", "reason", WHY);

        assertThat(reclassified.status()).as(reclassified.body()).isEqualTo(409);
        assertThat(joined.status()).as(joined.body()).isEqualTo(409);
        assertThat(begun.status()).as(begun.body()).isEqualTo(422);
        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        assertThat(theCase(spam).get("stage").asText()).isEqualTo("ANSWER_INVITED");
    }

    @Test
    void a_report_after_one_has_answered_lets_that_party_answer_again() {
        contract("k-1", ANNA, CARL);
        var number = inDispute("k-1");
        assertThat(tells(number, ANNA).status()).isEqualTo(201);
        advance("PT1H");

        assertThat(complains("k-1", Map.of()).json().get("outcome").asText()).isEqualTo("JOINED");

        assertThat(tells(number, ANNA).status()).isEqualTo(201);
        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        assertThat(Instant.parse(theCase(number).at("/waitingFor/until").asText()))
                .isAfter(now());
    }
}
