package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that went to clients for a fraud that was none comes back to whose it was, and two people say so. */
class RepaymentTest extends FraudScenario {
    private static final String GRANTED = "The bank had mixed up two people, and the payments were sound.";
    private static final String PAID = "Paid by the accounts team on the same day.";

    /** Carl has 60.00 of what Anna earned. */
    private String reversed() {
        paid("k-1", 30_000);
        var number = proposed("k-1 USD 60.00 AVAILABLE");
        decides("gil", number, "signReversal", signature());
        assertThat(balance(CARL, "available")).isEqualTo(6_000);
        return number;
    }

    private void overturned(String number) {
        appeals(number);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", GRANTED));
    }

    private static Map<String, Object> settled(String how, String reference) {
        return Map.of("repaymentHow", how, "repaymentReference", reference, "note", PAID);
    }

    private static Map<String, Object> signs(String choice) {
        return Map.of("repaymentSignature", choice, "note", "I saw the payment in the bank's list.");
    }

    @Test
    void after_an_appeal_is_granted_the_person_gets_back_what_clients_have_and_the_case_waits_for_it() {
        var number = reversed();

        overturned(number);

        assertThat(standingLevel(ANNA).asText()).isEqualTo("GOOD");
        assertThat(told(ANNA, "You get your money back")).isOne();
        assertThat(texts(ANNA)).contains("60.00 for contract k-1");
        assertThat(theCase(number).get("stage").asText()).isNotEqualTo("CLOSED");
        assertThat(as("ana").sees(number, "settleRepayment")).isFalse();
        assertThat(as("fay").caseFile(number, "settleRepayment")).contains("Owed to the person", "USD 60.00");
        decides("fay", number, "settleRepayment", settled("OWN_FUNDS", "PAY-4711"));
        assertThat(as("gil").caseFile(number, "signRepayment")).contains("OWN_FUNDS PAY-4711", "says fay");
        decides("gil", number, "signRepayment", signs("APPROVE"));

        assertThat(told(ANNA, "Your money is back")).isOne();
        assertThat(lastText(ANNA)).contains("60.00 for contract k-1", "from our own money", "PAY-4711");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(as("fay").tasks(number)).isEmpty();
        assertThat(what(number)).contains("repaymentOwed", "repaymentSettled:OWN_FUNDS");
    }

    @Test
    void in_a_case_that_was_closed_before_the_money_is_owed_all_the_same() {
        var number = reversed();
        decides("fay", number, "settleFraud", settlement("LIFT"));
        assertThat(theCase(number).get("stage").asText()).isEqualTo("CLOSED");

        overturned(number);
        decides("gil", number, "settleRepayment", settled("CLIENT_RETURNED", "carl/77"));
        decides("fay", number, "signRepayment", signs("APPROVE"));

        assertThat(lastText(ANNA)).contains("It was paid back, and we passed it on to you");
    }

    /** The account is closed after the fraud, and an appeal says that this was wrong. */
    private String openedAgain() {
        var number = reversed();
        var closure = new HashMap<String, Object>(settlement("CLOSE"));
        closure.put("closureException", "IMPERATIVE_REASON");
        closure.put("closureCitation", "Three stolen cards paid these contracts.");
        decides("fay", number, "settleFraud", closure);
        decides(
                "gil",
                number,
                "signClosure",
                Map.of("closureSignature", "SIGN", "note", "I read all of it, and the record."));
        overturned(number);
        assertThat(told(ANNA, "We look at money that went to clients")).isOne();
        return number;
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWN_FUNDS", "FRAUD_STANDS"})
    void after_a_closure_that_was_wrong_two_people_say_whether_the_money_is_owed(String how) {
        var number = openedAgain();

        decides("fay", number, "settleRepayment", settled(how, "PAY-9"));
        decides("gil", number, "signRepayment", signs("APPROVE"));

        assertThat(lastText(ANNA))
                .contains(
                        how.equals("OWN_FUNDS")
                                ? "We paid it to you from our own money"
                                : "this money stays with the clients");
        assertThat(as("fay").tasks(number)).isEmpty();
    }

    @Test
    void whoever_said_it_does_not_sign_it_and_what_is_returned_is_said_again() {
        var number = reversed();
        overturned(number);
        refuses(400, "fay", number, "settleRepayment", settled("OWN_FUNDS", "two words"), "Write the reference");
        refuses(
                400,
                "fay",
                number,
                "settleRepayment",
                settled("NOTHING_LEFT", "none"),
                "Clients have some of this money");
        refuses(400, "fay", number, "settleRepayment", settled("LATER", "none"), "Choose one of");
        refuses(400, "fay", number, "settleRepayment", settled("FRAUD_STANDS", "none"), "no fraud stands");
        decides("fay", number, "settleRepayment", settled("OWN_FUNDS", "PAY-1"));
        refuses(403, "fay", number, "signRepayment", signs("APPROVE"), "somebody else must sign");

        decides("gil", number, "signRepayment", signs("RETURN"));
        decides("fay", number, "settleRepayment", settled("OWN_FUNDS", "PAY-2"));
        decides("gil", number, "signRepayment", signs("APPROVE"));

        assertThat(lastText(ANNA)).contains("PAY-2").doesNotContain("PAY-1");
    }

    @Test
    void nobody_who_may_do_it_and_the_cleared_leads_hear_of_it() {
        var number = reversed();
        overturned(number);

        goesToTheLeadsWhenLate("fay", number, "settleRepayment", ANNA);

        assertThat(as("ana").sees(number, "settleRepayment")).isFalse();
    }

    @Test
    void without_a_reversal_nothing_is_owed() {
        var number = frozen(ANNA);

        overturned(number);

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(rows("repayment")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update enforcement_case set closed_at = opened_at, closed_as = 'OVERTURNED', stage = 'CLOSED'| a closed case still owes money",
                """
                insert into repayment_done (measure_id, decision_id, decided_by, signature_id, signed_by, done_at)
                select measure_id, decision_id, decided_by, decision_id, decided_by, now() from repayment_proposal| repaid_by_two_people""",
                """
                insert into repayment_line (decision_id, approval_id, currency, amount_minor)
                select p.decision_id, v.approval_id, 'USD', 0 from repayment_proposal p, hold_reversal v| repayment_line"""
            })
    void the_schema_lets_no_case_end_while_money_is_owed_and_nobody_sign_alone(String attack) {
        var number = reversed();
        overturned(number);
        decides("fay", number, "settleRepayment", settled("OWN_FUNDS", "PAY-1"));

        var parts = attack.split("\\|");

        refusedByTheSchema(parts[0], parts[1].strip());
    }
}
