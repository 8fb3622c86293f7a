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
}
