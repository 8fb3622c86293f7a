package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What must never happen with a freeze, attacked with the application's own role. */
class FraudFloorsTest extends FraudScenario {
    private static final String WITHHOLD =
            """
            insert into withheld_part (measure_id, part, case_number, ground, decision_id, approved_by, reason_id, reason_sha256,
                withheld_at, look_again_at)
            select m.id, 'FACTS', m.case_number, %s, d.id, %s, d.note_id, d.note_sha256, m.effective_at, m.effective_at + %s
            from measure m join decision d on d.id = m.decision_id""";

    @Autowired
    TransactionTemplate transaction;

    private void refused(String attack, String floor) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> assertThat(sql.sql(attack).update()).isPositive()))
                .as(attack)
                .rootCause()
                .hasMessageContaining(floor);
    }

    @Test
    void rule_2_what_is_withheld_is_looked_at_again_within_three_days_by_somebody_who_answers_for_it() {
        frozen(ANNA);

        refused(WITHHOLD.formatted("'FRAUD'", "'fay'", "interval '73 hours'"), "looked_at_again_within_three_days");
        refused(WITHHOLD.formatted("'FRAUD'", "'fay'", "interval '0 hours'"), "looked_at_again_within_three_days");
        refused(WITHHOLD.formatted("'FRAUD'", "'gil'", "interval '1 hour'"), "foreign key");
        refused(WITHHOLD.formatted("'POLICY_VIOLATION'", "'fay'", "interval '1 hour'"), "only_fraud_withholds");
    }

    @Test
    void rule_6_only_a_freeze_takes_the_right_to_withdraw_and_keeps_money_without_a_contract() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        refused(
                "insert into cause_permission (measure_id, kind, permission) select measure_id, kind, 'WITHDRAW' from cause",
                "cause_permission_check");
        refused("update measure set kind = 'FREEZE'", "permission denied");
    }

    @Test
    void rule_8_no_date_ends_a_freeze_and_without_a_finding_it_is_not_unfounded() {
        frozen(ANNA);

        for (var ending : new String[] {"EXPIRED", "UNCONFIRMED", "RELEASED"}) {
            refused(
                    "insert into measure_end (measure_id, ended_at, ended_as, decision_id) select id, effective_at, '%s', decision_id from measure"
                            .formatted(ending),
                    "a human ends a measure");
        }
        refused(
                "insert into measure_end (measure_id, ended_at, ended_as, decision_id) select id, effective_at, 'UNFOUNDED', decision_id from measure",
                "only a freeze without a finding");
        refused(
                """
                insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, statement_number,
                    effective_at, review_at, ends_at)
                select 'M-666', case_number, ground, subject_id, kind, clause, clause_version, decision_id, statement_number,
                    effective_at, review_at, review_at + interval '1 day' from measure""",
                "a_freeze_has_no_end");
    }

    @Test
    void rule_4_outside_fraud_a_finding_still_needs_the_persons_chance_to_answer() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        frozen(ANNA);

        refused(
                """
                insert into finding (decision_id, case_number, ground, result)
                select d.id, c.number, c.ground, 'VIOLATION' from enforcement_case c, decision d where c.number = '%s'"""
                        .formatted(number),
                "foreign key");
    }

    @Test
    void rule_3_nothing_is_frozen_without_the_decision_of_a_human() {
        var number = suspected(ANNA);

        refused(
                """
                insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, statement_number,
                    effective_at, review_at)
                select 'M-666', number, ground, subject_id, 'FREEZE', clause, clause_version, gen_random_uuid(), 'S-666',
                    opened_at, opened_at + interval '3 days' from enforcement_case where number = '%s'"""
                        .formatted(number),
                "foreign key");
    }

    @Test
    void rule_8_a_freeze_gives_way_only_to_a_closure_that_the_same_decision_made_and_somebody_signed() {
        frozen(ANNA);

        refused(
                "insert into measure_end (measure_id, ended_at, ended_as, decision_id) select id, effective_at, 'DECIDED', decision_id from measure",
                "only a hold ends so");
    }

    @Test
    void rule_7_money_comes_back_to_its_line_only_where_the_marketplace_refused_to_take_it() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        decides("gil", number, "signReversal", signature());

        refused(
                "insert into reversal_refusal (approval_id, refused_at) select approval_id, reversed_at from hold_reversal",
                "has not refused this reversal");
        refused(
                "insert into reversal_refusal (approval_id, refused_at) values (gen_random_uuid(), '2026-01-01T00:00:00Z')",
                "reversal");
        refused("update hold_line set open_minor = open_minor + 1", "permission denied");
        refused("delete from reversal_refusal", "permission denied");
    }

    @Test
    void rule_3_nobody_closes_a_frozen_account_alone_or_on_a_suspicion() {
        paid("k-1", 60_000);
        var number = frozen(ANNA);
        var alone =
                """
                insert into closure_choice (decision_id, case_number, outcome, decided_by)
                select id, case_number, outcome, decided_by from decision where case_number = '%s' and step = 'decideFreeze'"""
                        .formatted(number);

        refused(alone, "outcome");
        finds(number, "VIOLATION");
        decides("fay", number, "proposeReversal", reversal("k-1 USD 500.00 AVAILABLE"));
        decides("gil", number, "signReversal", signature());
        var closure = new java.util.HashMap<String, Object>(settlement("CLOSE"));
        closure.put("closureException", "IMPERATIVE_REASON");
        closure.put("closureCitation", "Section 263 of the Criminal Code obliges us to stop serving this account.");
        decides("fay", number, "settleFraud", closure);
        refused(
                """
                insert into closure_signature (decision_id, exceptional, case_number, decided_by, signature_id, outcome, signed_by)
                select decision_id, true, case_number, decided_by, decision_id, 'SIGN', decided_by from closure_choice""",
                "two_different_signers");
        refused(
                """
                insert into closure_signature (decision_id, exceptional, case_number, decided_by, signature_id, outcome, signed_by)
                select c.decision_id, true, c.case_number, c.decided_by, d.id, 'SIGN', d.decided_by
                from closure_choice c join decision d on d.case_number = c.case_number and d.step = 'signReversal'""",
                "signed_by_a_human");
    }
}
