package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Money goes to the client of a dispute only from the freelancer's own hand. */
class DisputeRefundTest extends DisputeScenario {
    private String foundForClient(String contract, long minor, String refund) {
        var number = withHeld(contract, minor);
        bothTell(number);
        comesOut(number, "FOUND_FOR_CLIENT", refund);
        return number;
    }

    @Test
    void with_consent_the_hold_is_given_back_first_and_then_exactly_that_amount_is_refunded() {
        var number = foundForClient("k-1", 30_000, "USD 200.00");
        assertThat(balance(ANNA, "available")).isZero();
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        assertThat(waitsFor(number)).isEqualTo("consent");
        assertThat(theCase(number).at("/refund/amount/amountMinor").asLong()).isEqualTo(20_000);
        assertThat(lastText(ANNA)).contains("No answer is a no", "USD", "200.00");
        assertThat(lastText(CARL)).contains("voluntary", "200.00");

        consents(number, 20_000, true);

        assertThat(closedAs(number)).isEqualTo("REFUNDED");
        assertThat(releases(number)).containsExactly("k-1 30000 CASE_DECIDED");
        assertThat(commanded(number, "REFUND")).containsExactly(number + "/refund/1");
        assertThat(commandedBefore(number)).isTrue();
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(balance(ANNA, "available")).isEqualTo(10_000);
        assertThat(told(ANNA, "the dispute is over")).isEqualTo(1);
        assertThat(told(CARL, "the dispute is over")).isEqualTo(1);
        assertThat(theCase(number).at("/refund/consent").asBoolean()).isTrue();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        everythingBalances();
    }

    /** The marketplace had confirmed every release before the refund was even issued. */
    private boolean commandedBefore(String number) {
        return sql.sql(
                        """
                        select not exists (select 1 from marketplace_command r, marketplace_command p
                        where r.case_number = :case and r.kind = 'RELEASE' and p.case_number = :case and p.kind = 'REFUND'
                          and (r.answered_at is null or r.answered_at > p.issued_at))""")
                .param("case", number)
                .query(Boolean.class)
                .single();
    }

    @Test
    void a_partial_dispute_leaves_the_rest_of_the_contract_to_be_withdrawn() {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD")));
        pays("k-1", 90_000, "USD", "AVAILABLE");
        var number = inDispute("k-1");
        holds(number, "PROPOSED", null);

        assertThat(withdraws(ANNA, 60_001).status()).isEqualTo(409);
        assertThat(withdraws(ANNA, 60_000).status()).isEqualTo(200);

        bothTell(number);
        comesOut(number, "AGREED", "USD 150.00");
        consents(number, 15_000, true);
        assertThat(closedAs(number)).isEqualTo("REFUNDED");
        assertThat(balance(ANNA, "available")).isEqualTo(15_000);
        everythingBalances();
    }

    @Test
    void only_the_freelancer_consents_only_to_the_asked_amount_and_only_once() {
        var number = withHeld("k-1", 30_000);
        comesAtTheWrongTime(number, "refund-consent", consent(20_000, "USD"), "waiting for: answer");
        bothTell(number);
        comesOut(number, "FOUND_FOR_CLIENT", "USD 200.00");

        refused(consents(number, CARL, 20_000, "USD", true), "accountId");
        refused(consents(number, ANNA, 20_001, "USD", true), "amount");
        refused(consents(number, ANNA, 20_000, "EUR", true), "amount");
        refused(consents(number, ANNA, 1, "USD", false), "amount");
        refused(consents(number, "nobody", 20_000, "USD", true), "accountId");
        assertThat(rows("refund_consent") + rows("refund")).isZero();
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);

        consents(number, 20_000, true);
        comesAtTheWrongTime(number, "refund-consent", consent(20_000, "USD"), "closed");
        assertThat(commanded(number, "REFUND")).hasSize(1);
        everythingBalances();
    }

    private static Map<String, Object> consent(long minor, String currency) {
        return Map.of("accountId", ANNA, "amount", money(minor, currency), "consent", true);
    }

    private static void refused(Http.Answer answer, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void the_same_consent_sent_again_with_its_key_is_answered_alike_and_refunds_once() {
        var number = foundForClient("k-1", 30_000, "USD 200.00");
        var keyed = new Http(port).with("Authorization", "Bearer demo").with("Idempotency-Key", "their-consent-1");

        var first = keyed.post("/api/v1/cases/" + number + "/refund-consent", consent(20_000, "USD"));
        settle();
        var again = keyed.post("/api/v1/cases/" + number + "/refund-consent", consent(20_000, "USD"));
        settle();

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(commanded(number, "REFUND")).hasSize(1);
        assertThat(balance(ANNA, "available")).isEqualTo(10_000);
    }

    @Test
    void without_consent_nothing_is_refunded_and_the_hold_goes_on_to_its_end() {
        var number = foundForClient("k-1", 30_000, "USD 200.00");

        consents(number, 20_000, false);

        assertThat(told(ANNA, "No refund, and where you can go now")).isEqualTo(1);
        assertThat(told(CARL, "No refund, and where you can go now")).isEqualTo(1);
        assertThat(lastText(CARL)).contains("court", "mediator");
        assertThat(closedAs(number)).isEqualTo("open");
        assertThat(waitsFor(number)).isEqualTo("holdEnd");
        comesAtTheWrongTime(number, "refund-consent", consent(20_000, "USD"), "holdEnd");
        assertThat(balance(ANNA, "held")).isEqualTo(30_000);
        confirmedUntilItsEnd(number);
        assertThat(closedAs(number)).isEqualTo("NOT_REFUNDED");
        assertThat(balance(ANNA, "available")).isEqualTo(30_000);
        assertThat(commanded(number, "REFUND")).isEmpty();
        everythingBalances();
    }

    @Test
    void no_answer_in_time_is_no_consent() {
        var number = foundForClient("k-1", 30_000, "USD 200.00");
        var due = Instant.parse(theCase(number).at("/refund/answerDue").asText());

        advanceTo(due);

        assertThat(what(number)).contains("consentLapsed");
        assertThat(told(ANNA, "No refund, and where you can go now")).isEqualTo(1);
        assertThat(commanded(number, "REFUND")).isEmpty();
        comesAtTheWrongTime(number, "refund-consent", consent(20_000, "USD"), "not waiting");
    }

    @Test
    void without_a_hold_a_refund_can_be_consented_to_and_refused() {
        disputed("k-1", 30_000);
        disputed("k-2", 20_000);
        var given = inDispute("k-1");
        var refused = inDispute("k-2");
        for (var number : List.of(given, refused)) {
            bothTell(number);
            comesOut(number, "AGREED", "USD 100.00");
        }

        consents(given, 10_000, true);
        consents(refused, 10_000, false);

        assertThat(closedAs(given)).isEqualTo("REFUNDED");
        assertThat(closedAs(refused)).isEqualTo("NOT_REFUNDED");
        assertThat(rows("hold_line")).isZero();
        assertThat(as("ana").sees(given, "decideHold")).isFalse();
        assertThat(balance(ANNA, "available")).isEqualTo(40_000);
        everythingBalances();
    }

    @Test
    void a_refund_that_the_marketplace_rejects_is_looked_into_and_tried_again() {
        disputed("k-1", 30_000);
        var number = inDispute("k-1");
        bothTell(number);
        comesOut(number, "AGREED", "USD 100.00");
        assertThat(withdraws(ANNA, 30_000).status()).isEqualTo(200);

        consents(number, 10_000, true);

        assertThat(closedAs(number)).isEqualTo("open");
        assertThat(as("ana").sees(number, "checkCommand")).isTrue();
        assertThat(as("ana").sees(number, "decideRefund")).isTrue();
        assertThat(as("ana").caseFile(number, "decideRefund")).contains("The dispute", "Rejected");
        pays("k-1", 10_000, "USD", "AVAILABLE");
        decides("ana", number, "decideRefund", refundDecision("TRY_AGAIN"));
        assertThat(closedAs(number)).isEqualTo("REFUNDED");
        assertThat(commanded(number, "REFUND")).hasSize(2);
        assertThat(balance(ANNA, "available")).isZero();
        everythingBalances();
    }

    private static Map<String, Object> refundDecision(String choice) {
        return Map.of("refundDecision", choice, "note", "The balance was empty on that day, says Canarybird.");
    }

    @Test
    void a_rejected_refund_that_stays_rejected_ends_with_the_ways_outside() {
        disputed("k-1", 30_000);
        var number = inDispute("k-1");
        bothTell(number);
        comesOut(number, "AGREED", "USD 100.00");
        assertThat(withdraws(ANNA, 30_000).status()).isEqualTo(200);
        consents(number, 10_000, true);

        decides("ana", number, "decideRefund", refundDecision("TRY_AGAIN"));
        assertThat(as("ana").sees(number, "decideRefund")).isTrue();
        assertThat(closedAs(number)).isEqualTo("open");
        decides("ana", number, "decideRefund", refundDecision("NO_REFUND"));

        assertThat(closedAs(number)).isEqualTo("NOT_REFUNDED");
        assertThat(told(CARL, "No refund, and where you can go now")).isEqualTo(1);
        assertThat(commanded(number, "REFUND")).hasSize(2);
        everythingBalances();
    }

    @Test
    void two_disputes_in_two_currencies_of_one_freelancer_each_move_only_their_own_money() {
        disputed("k-1", 30_000, "USD");
        disputed("k-2", 20_000, "EUR");
        var dollars = inDispute("k-1");
        var euros = inDispute("k-2");
        for (var number : List.of(dollars, euros)) {
            holds(number, "PROPOSED", null);
            bothTell(number);
        }
        assertThat(held(dollars)).containsExactly("k-1 30000 USD");
        assertThat(held(euros)).containsExactly("k-2 20000 EUR");

        comesOut(dollars, "FOUND_FOR_FREELANCER", null);
        comesOut(euros, "FOUND_FOR_CLIENT", "EUR 200.00");

        assertThat(held(dollars)).isEmpty();
        assertThat(held(euros)).containsExactly("k-2 20000 EUR");
        assertThat(consents(euros, ANNA, 20_000, "EUR", true).status()).isEqualTo(201);
        assertThat(closedAs(dollars)).isEqualTo("DECIDED");
        assertThat(closedAs(euros)).isEqualTo("REFUNDED");
        everythingBalances();
    }

    @Test
    void a_consent_and_a_settlement_at_the_same_moment_end_in_one_of_the_two() throws Exception {
        for (int round = 1; round <= 3; round++) {
            an_empty_world_with_a_freelancer_and_a_client();
            var number = foundForClient("r-" + round, 30_000, "USD 200.00");
            var settled = Map.of("state", "ACTIVE", "disputed", false, "version", 9);
            var contract = "r-" + round;
            var pool = Executors.newSingleThreadExecutor();
            int consented;
            try {
                var put = pool.submit(
                        () -> putContract(contract, ANNA, CARL, settled).status());
                consented = marketplace
                        .post("/api/v1/cases/" + number + "/refund-consent", consent(20_000, "USD"))
                        .status();
                assertThat(put.get()).isEqualTo(200);
            } finally {
                pool.shutdownNow();
            }
            settle();

            assertThat(consented).isIn(201, 409);
            assertThat(closedAs(number)).isEqualTo(consented == 201 ? "REFUNDED" : "SETTLED");
            assertThat(balance(ANNA, "held")).isZero();
            assertThat(balance(ANNA, "available")).isEqualTo(consented == 201 ? 10_000 : 30_000);
            everythingBalances();
        }
    }

    @Test
    void a_dispute_that_is_settled_while_the_freelancer_is_asked_needs_no_answer_any_more() {
        var number = foundForClient("k-1", 30_000, "USD 200.00");

        says("k-1", Map.of("disputed", false, "version", 9));
        settle();

        assertThat(closedAs(number)).isEqualTo("SETTLED");
        comesAtTheWrongTime(number, "refund-consent", consent(20_000, "USD"), "closed");
        assertThat(balance(ANNA, "available")).isEqualTo(30_000);
        everythingBalances();
    }
}
