package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Signature;
import org.fairhold.contract.ContractId;
import org.fairhold.funds.Reversals;
import org.fairhold.funds.Reversals.Part;
import org.fairhold.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Only confirmed fraud reverses money, as two people signed, once: attacked with the application's own role (never-rule 7). */
class ReversalFloorsTest extends FraudScenario {
    private static final String REQUEST =
            """
            insert into reversal_request (request_id, number, case_number, ground, outcome, finding_id, finding_result, measure_id,
                line, currency, amount_minor, open_minor, contract_id, beneficiary, requested_by, requested_at)
            select d.id, 7, l.case_number, %1$s, 'REVERSE', f.id, %2$s, l.measure_id,
                l.number, l.currency, %3$s, l.open_minor, %4$s, %5$s, d.decided_by, l.placed_at
            from hold_line l join decision d on d.case_number = l.case_number and d.step = 'proposeReversal'
            join decision f on f.case_number = l.case_number and f.step = 'investigateFraud'
            where l.origin = 'PENDING'""";

    private static final String APPROVE =
            """
            insert into hold_approval (id, measure_id, line, case_number, ground, currency, amount_minor, beneficiary, contract_id,
                requested_by, request_id, request_number, approved_by, approval_id, approved_at, expires_at)
            select '00000000-0000-0000-0000-000000000001', r.measure_id, r.line, r.case_number, r.ground, r.currency, %1$s, %2$s,
                r.contract_id, r.requested_by, r.request_id, r.number, %3$s, s.id, r.requested_at, r.requested_at + %4$s
            from reversal_request r join decision s on s.case_number = r.case_number and s.step = %5$s""";

    private static final String REVERSE =
            """
            insert into hold_reversal (approval_id, measure_id, line, ground, currency, amount_minor, beneficiary, reversed_at, command_key)
            select id, measure_id, line, ground, currency, %s, %s, %s, 'attack' from hold_approval""";

    /** A cent goes back, by a decision that was made. */
    private static final String CENT =
            """
            insert into hold_release (measure_id, line, number, ground, currency, amount_minor, why, decision_id, released_at, command_key)
            select l.measure_id, l.number, 1, l.ground, l.currency, 1, 'LINE_DECIDED', d.id, l.placed_at, 'cent'
            from hold_line l join decision d on d.case_number = l.case_number and d.step = 'investigateFraud'
            where l.origin = 'AVAILABLE'""";

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Reversals reversals;

    private String number;

    @BeforeEach
    void money_that_was_paid() {
        paid("k-1", 60_000);
        account("dave", "CLIENT");
    }

    private void refused(String attack, String floor) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> assertThat(sql.sql(attack).update()).isPositive()))
                .as(attack)
                .rootCause()
                .hasMessageContaining(floor);
    }

    private static String approve(String minor, String to, String by, String lasts, String signature) {
        return APPROVE.formatted(minor, to, by, lasts, "'" + signature + "'");
    }

    private void asked() {
        number = proposed("k-1 USD 500.00 AVAILABLE");
    }

    @Test
    void nothing_is_asked_for_outside_confirmed_fraud_for_another_client_or_beyond_the_line() {
        asked();

        refused(
                REQUEST.formatted("'DISPUTE'", "'VIOLATION'", "1", "'k-1'", "'carl'"),
                "only_fraud_asks_for_a_reversal");
        refused(
                REQUEST.formatted("'ACCOUNT_TAKEOVER'", "'VIOLATION'", "1", "'k-1'", "'carl'"),
                "only_fraud_asks_for_a_reversal");
        refused(REQUEST.formatted("'FRAUD'", "'NONE'", "1", "'k-1'", "'carl'"), "only_confirmed_fraud");
        refused(REQUEST.formatted("'FRAUD'", "'VIOLATION'", "60001", "'k-1'", "'carl'"), "more than the line holds");
        refused(
                REQUEST.formatted("'FRAUD'", "'VIOLATION'", "1", "'k-1'", "'dave'"),
                "only the client of the contract gets it back");
        account("dora", "FREELANCER");
        contract("k-dora", "dora", CARL);
        refused(
                REQUEST.formatted("'FRAUD'", "'VIOLATION'", "1", "'k-dora'", "'carl'"),
                "the line is not money of this contract");
    }

    @Test
    void nobody_signs_alone_for_more_for_somebody_else_for_long_or_by_another_decision() {
        asked();
        decides(
                "gil",
                number,
                "signReversal",
                Map.of("reversalSignature", "RETURN", "note", "Please write it anew for me."));

        refused(
                approve("amount_minor", "beneficiary", "'FAY '", "interval '1 hour'", "signReversal"),
                "two_different_signers");
        refused(
                approve("amount_minor + 1", "beneficiary", "'gil'", "interval '1 hour'", "signReversal"),
                "approval_as_requested");
        refused(
                approve("amount_minor", "'dave'", "'gil'", "interval '1 hour'", "signReversal"),
                "approval_as_requested");
        refused(
                approve("amount_minor", "beneficiary", "'gil'", "interval '25 hours'", "signReversal"),
                "approval_lasts_a_day");
        refused(
                approve("amount_minor", "beneficiary", "'gil'", "interval '1 hour'", "signReversal"),
                "signed_as_approved");
        refused(
                approve("amount_minor", "beneficiary", "'gil'", "interval '1 hour'", "investigateFraud"),
                "foreign key");
    }

    @Test
    void what_is_signed_is_reversed_once_in_time_and_exactly_so() {
        asked();
        crashingBeforeItIsReversed();

        refused(REVERSE.formatted("amount_minor + 1", "beneficiary", "approved_at"), "reversal_as_approved");
        refused(REVERSE.formatted("amount_minor", "'dave'", "approved_at"), "reversal_as_approved");
        refused(REVERSE.formatted("amount_minor", "beneficiary", "expires_at"), "the approval has expired");
        refused(
                REVERSE.formatted("amount_minor", "beneficiary", "approved_at - interval '1 s'"),
                "the approval has expired");
        settle();
    }

    /** Gil has signed, and the desk dies before it carries that out. */
    private void crashingBeforeItIsReversed() {
        as("gil").decides(number, "signReversal", signature());
        assertThat(sql.sql("select count(*) from hold_approval")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(sql.sql("select count(*) from hold_reversal")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_second_reversal_by_the_same_approval_is_refused_and_the_first_stays() {
        asked();
        decides("gil", number, "signReversal", signature());

        refused(REVERSE.formatted("amount_minor", "beneficiary", "approved_at"), "hold_reversal_pkey");

        assertThat(balance(CARL, "available")).isEqualTo(50_000);
    }

    @Test
    void what_changed_between_the_signature_and_the_reversal_stops_it() {
        asked();
        crashingBeforeItIsReversed();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    assertThat(sql.sql(CENT).update()).isEqualTo(1);
                    assertThat(sql.sql(REVERSE.formatted("amount_minor", "beneficiary", "approved_at"))
                                    .update())
                            .isEqualTo(1);
                }))
                .rootCause()
                .hasMessageContaining("the line has changed since");
    }

    @Test
    void an_approval_that_has_expired_is_refused_by_the_service_too() {
        asked();
        crashingBeforeItIsReversed();
        asOwner("set search_path to fairhold; alter table hold_approval disable trigger user;"
                + " update hold_approval set approved_at = approved_at - interval '25 hours', expires_at = approved_at - interval '1 hour';"
                + " alter table hold_approval enable trigger user");

        assertThatThrownBy(() -> reversals.reverse(new CaseNumber(number)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expired");
        assertThat(Reversals.APPROVED_FOR).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void money_of_a_spam_case_is_not_reversed_by_the_service() {
        disputed("k-2", 30_000);
        var spam = new CaseNumber(withHold("SPAM_APPLICATIONS"));
        var part = new Part(new ContractId("k-2"), Money.of(30_000, "USD"), null);

        assertThatThrownBy(() -> reversals.request(
                        new Signature(spam, "task", "proposeReversal", "fay"), List.of(part), REASON, NOTE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Only confirmed fraud");
        assertThatThrownBy(() -> reversals.reverse(spam)).isInstanceOf(Refused.class);
        assertThat(held(spam.value())).containsExactly("k-2 30000 USD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update reversal_request set amount_minor = 1",
                "delete from reversal_request",
                "update hold_approval set approved_by = 'gil'",
                "update withheld_part set look_again_at = look_again_at + interval '9 days'",
                "delete from wrong_freeze",
                "truncate reversal_request cascade"
            })
    void what_was_asked_signed_and_withheld_cannot_be_rewritten(String attack) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> sql.sql(attack).update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}
