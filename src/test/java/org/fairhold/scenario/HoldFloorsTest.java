package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What must never happen with money, attacked with the application's own role. */
class HoldFloorsTest extends HoldScenario {
    private static final String COPY_HOLD =
            """
            insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                finding_result, statement_number, effective_at, review_at, ends_at)
            select 'M-666', case_number, ground, subject_id, kind, %s, clause_version, decision_id, finding_id,
                finding_result, statement_number, effective_at, %s, %s from measure where kind = 'HOLD'""";

    /** A line like the one there is, but for its number, contract, amount, and what it says is disputed. */
    private static final String COPY_LINE =
            """
            insert into hold_line (measure_id, number, case_number, ground, holder_id, kind, contract_id, currency, amount_minor,
                origin, disputed_minor, chargeback_minor, open_minor, placed_at, command_key)
            select measure_id, 66, case_number, ground, holder_id, kind, %s, currency, %s,
                origin, %s, chargeback_minor, open_minor, placed_at, 'attack' from hold_line where number = 1""";

    private static final String RELEASE =
            """
            insert into hold_release (measure_id, line, number, ground, currency, amount_minor, why, decision_id, released_at, command_key)
            select measure_id, number, %d, %s, currency, %s, %s, null::uuid, placed_at, 'attack' || %d from hold_line""";

    private static final String APPROVE =
            """
            insert into hold_approval (id, measure_id, line, case_number, ground, currency, amount_minor, beneficiary,
                requested_by, request_id, approved_by, approval_id, approved_at, expires_at)
            select gen_random_uuid(), l.measure_id, l.number, l.case_number, %s, l.currency, l.open_minor, 'carl',
                %s, d.id, %s, e.id, l.placed_at, l.placed_at + interval '1 day'
            from hold_line l join decision d on d.case_number = l.case_number and d.step = 'reviewReport'
            join decision e on e.case_number = l.case_number and e.step = 'decideHold'""";

    private static final String REVERSE =
            """
            insert into hold_reversal (approval_id, measure_id, line, ground, currency, amount_minor, beneficiary, reversed_at, command_key)
            select gen_random_uuid(), measure_id, number, %s, currency, open_minor, 'carl', placed_at, 'attack' from hold_line""";

    @Autowired
    TransactionTemplate transaction;

    private String holding(long minor) {
        disputed("k-1", minor);
        return withHold("SPAM_APPLICATIONS");
    }

    @Test
    void rule_6_A_13_a_hold_without_a_clause_is_refused_and_it_has_a_review_and_an_end_before_the_providers_limit() {
        holding(30_000);

        refusedByTheSchema(COPY_HOLD.formatted("''", "review_at", "ends_at"), "measure_has_a_clause");
        refusedByTheSchema(COPY_HOLD.formatted("null", "review_at", "ends_at"), "not-null");
        refusedByTheSchema(COPY_HOLD.formatted("clause", "null", "ends_at"), "measure_check");
        refusedByTheSchema(COPY_HOLD.formatted("clause", "review_at", "null"), "measure_check");
        refusedByTheSchema(
                COPY_HOLD.formatted("clause", "review_at", "effective_at + interval '91 days'"),
                "hold_ends_before_the_providers_limit");
        refusedByTheSchema(COPY_HOLD.formatted("clause", "review_at", "ends_at"), "a hold without a line");
    }

    @Test
    void rule_6_no_more_is_held_than_is_disputed_and_charged_back_whatever_is_said_about_it() {
        holding(30_000);
        disputed("k-1", 40_000);
        disputed("k-2", 10_000);
        account("dora", "FREELANCER");
        contract("k-other", "dora", CARL);

        refusedByTheSchema(COPY_LINE.formatted("contract_id", "10001", "40000"), "more than is disputed");
        refusedByTheSchema(COPY_LINE.formatted("contract_id", "10001", "50000"), "the contract says 40000 disputed");
        refusedByTheSchema(COPY_LINE.formatted("'k-2'", "10001", "10000"), "more than is disputed");
        refusedByTheSchema(COPY_LINE.formatted("'k-other'", "1", "0"), "pays somebody else");
        refusedByTheSchema(COPY_LINE.formatted("null", "1", "0"), "hold_line_has_a_contract");
        refusedByTheSchema(COPY_LINE.formatted("contract_id", "0", "40000"), "hold_line_amount_minor_check");
    }

    @Test
    void rule_6_a_hold_belongs_to_an_open_case_and_a_case_that_closes_holds_nothing() {
        var number = holding(30_000);

        refusedByTheSchema(
                "update enforcement_case set stage = 'CLOSED', closed_at = now(), closed_as = 'NO_MEASURE'",
                "a closed case still holds money");
        refusedByTheSchema(
                "insert into measure_end (measure_id, ended_at, ended_as) select id, now(), 'EXPIRED' from measure",
                "still holds money");
        decides("ana", number, "NONE");
        disputed("k-1", 20_000);
        refusedByTheSchema(COPY_LINE.formatted("contract_id", "1", "20000"), "belongs to an open case");
    }

    @Test
    void rule_8_nobody_gives_back_more_than_is_held_and_in_fraud_no_event_gives_back_anything() {
        holding(30_000);

        refusedByTheSchema(RELEASE.formatted(1, "ground", "open_minor + 1", "'EXPIRED'", 1), "no_more_than_was_held");
        refusedByTheSchema(
                RELEASE.formatted(1, "ground", "20000", "'EXPIRED'", 1)
                        + " union all select measure_id, number, 2, ground, currency, 10001, 'EXPIRED', null::uuid, placed_at, 'attack2' from hold_line",
                "no_more_than_was_held");
        refusedByTheSchema(
                RELEASE.formatted(1, "'FRAUD'", "1", "'CONTRACT_COMPLETED'", 1), "in_fraud_a_human_releases");
        refusedByTheSchema(RELEASE.formatted(1, "'FRAUD'", "1", "'EXPIRED'", 1), "in_fraud_a_human_releases");
        refusedByTheSchema(RELEASE.formatted(1, "ground", "1", "'LINE_DECIDED'", 1), "hold_release_check");
    }

    @Test
    void rule_7_money_of_a_spam_case_is_never_reversed_and_nobody_approves_alone() {
        holding(30_000);

        refusedByTheSchema(APPROVE.formatted("l.ground", "d.decided_by", "'ben'"), "only_fraud_reverses");
        refusedByTheSchema(APPROVE.formatted("'FRAUD'", "d.decided_by", "'ben'"), "foreign key");
        refusedByTheSchema(APPROVE.formatted("'FRAUD'", "'ana'", "'ANA'"), "two_different_signers");
        refusedByTheSchema(REVERSE.formatted("ground"), "only_fraud_is_reversed");
        refusedByTheSchema(REVERSE.formatted("'FRAUD'"), "reversal_as_approved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update hold_line set open_minor = 0",
                "update hold_line set amount_minor = 1",
                "delete from hold_line",
                "update hold_release set amount_minor = 1",
                "delete from hold_release",
                "update hold_choice set amount_minor = 1",
                "update hold_approval set approved_by = 'ben'",
                "delete from hold_reversal",
                "truncate hold_line cascade",
                "drop trigger place_hold_line on hold_line"
            })
    void what_was_held_and_given_back_cannot_be_rewritten_with_the_applications_role(String attack) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> sql.sql(attack).update()))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }
}
