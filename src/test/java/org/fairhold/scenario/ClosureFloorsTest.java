package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What must never happen to somebody's account, attacked with the application's own role. */
class ClosureFloorsTest extends ClosureScenario {
    /** A closure like the one there is, but for what the arguments say. */
    private static final String COPY =
            """
            insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                finding_result, statement_number, effective_at, closure_at, closure_data_until, closure_exception_id)
            select 'M-666', case_number, ground, %s, kind, clause, clause_version, %s, finding_id,
                %s, statement_number, effective_at, %s, %s, %s from measure where kind = 'CLOSURE'""";

    private static final String SIGN =
            """
            insert into closure_signature (decision_id, exceptional, case_number, decided_by, signature_id, outcome, signed_by)
            select c.decision_id, true, c.case_number, c.decided_by, %s, %s, %s from closure_choice c""";

    /** Somebody's decision that nobody made, so that an attack has one to point at. */
    private static final String FORGE =
            """
            insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
            select '00000000-0000-0000-0000-000000000666', case_number, 'attack', 'signClosure', '%s', '%s', decided_at
            from decision where outcome = 'CLOSURE'""";

    private static final String FORGED = "'00000000-0000-0000-0000-000000000666'";

    @Autowired
    TransactionTemplate transaction;

    private void refused(String floor, String... attack) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    for (var step : attack) {
                        assertThat(sql.sql(step).update()).isPositive();
                    }
                }))
                .as(attack[attack.length - 1])
                .rootCause()
                .hasMessageContaining(floor);
    }

    private static String copy(String closureAt, String exception) {
        return COPY.formatted(
                "subject_id", "decision_id", "finding_result", closureAt, "closure_data_until", exception);
    }

    @Test
    void no_account_is_closed_with_less_than_thirty_days_notice_unless_two_people_signed_an_exception() {
        announced();

        refused("thirty_days_notice", copy("closure_at - interval '1 millisecond'", "null"));
        refused("thirty_days_notice", copy("effective_at", "null"));
        refused("measure_closure_exception_id_fkey", copy("effective_at", "decision_id"));
        refused("closure_by_its_own_exception", copy("effective_at", "finding_id"));
        refused("closure_has_its_dates", copy("null", "null"));
    }

    @Test
    void no_account_is_closed_without_a_humans_choice_to_close_it() {
        announced();

        refused(
                "measure_decision_id_case_number_kind_fkey",
                COPY.formatted(
                        "subject_id", "finding_id", "finding_result", "closure_at", "closure_data_until", "null"));
        refused(
                "measure_closure_choice_id_fkey",
                FORGE.formatted("CLOSURE", "ben"),
                COPY.formatted(
                        "subject_id", FORGED + "::uuid", "finding_result", "closure_at", "closure_data_until", "null"));
        refused(
                "closure_choice_decision_id_case_number_outcome_fkey",
                """
                insert into closure_choice (decision_id, case_number, outcome, decided_by)
                select id, case_number, 'CLOSURE', decided_by from decision where step = 'reviewReport' limit 1""");
        refused(
                "an_exception_cites_what_it_rests_on",
                FORGE.formatted("CLOSURE", "ben"),
                """
                insert into closure_choice (decision_id, case_number, outcome, decided_by, exception)
                select id, case_number, 'CLOSURE', decided_by, 'LEGAL_DUTY' from decision where task_id = 'attack'""");
    }

    @Test
    void no_account_is_closed_for_a_first_violation_an_honest_mistake_or_a_takeover_and_none_loses_its_data_early() {
        account("dora", "FREELANCER");
        announced();

        refused(
                "no account is closed for a first violation",
                COPY.formatted("'dora'", "decision_id", "finding_result", "closure_at", "closure_data_until", "null"));
        refused(
                "closure_rests_on_a_finding",
                COPY.formatted(
                        "subject_id", "decision_id", "'HONEST_MISTAKE'", "closure_at", "closure_data_until", "null"));
        refused(
                "closure_leaves_the_data",
                COPY.formatted(
                        "subject_id",
                        "decision_id",
                        "finding_result",
                        "closure_at",
                        "closure_at + interval '179 days'",
                        "null"));
    }

    @Test
    void nobody_signs_alone_and_nobody_signs_what_was_not_decided_or_in_the_name_of_somebody_else() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        decides("ana", number, "decideMeasure", atOnce("LEGAL_DUTY"));

        refused(
                "two_different_signers",
                FORGE.formatted("SIGN", "ANA"),
                SIGN.formatted(FORGED + "::uuid", "'SIGN'", "'ANA'"));
        refused(
                "two_different_signers",
                FORGE.formatted("SIGN", " ana "),
                SIGN.formatted(FORGED + "::uuid", "'SIGN'", "' ana '"));
        refused("signed_by_a_human", SIGN.formatted("c.decision_id", "'SIGN'", "'lee'"));
        refused(
                "signed_by_a_human",
                FORGE.formatted("RETURN", "lee"),
                SIGN.formatted(FORGED + "::uuid", "'SIGN'", "'lee'"));
        refused(
                "closure_signature_outcome_check",
                FORGE.formatted("RETURN", "lee"),
                SIGN.formatted(FORGED + "::uuid", "'RETURN'", "'lee'"));
        refused(
                "closure_signature_signature_id_signed_by_fkey",
                FORGE.formatted("SIGN", "ben"),
                SIGN.formatted(FORGED + "::uuid", "'SIGN'", "'lee'"));
        assertThat(blocked(ANNA)).isEmpty();
    }

    @Test
    void a_closure_with_notice_cannot_be_signed_into_one_without() {
        announced();

        refused(
                "only_an_exception_is_signed",
                FORGE.formatted("SIGN", "lee"),
                SIGN.formatted(FORGED + "::uuid", "'SIGN'", "'lee'"));
    }

    @Test
    void a_closure_takes_nothing_before_its_day_and_never_the_way_in_or_the_money() {
        announced();

        for (var permission : new String[] {"LOG_IN", "WITHDRAW"}) {
            refused(
                    "check constraint",
                    "insert into cause_permission (measure_id, kind, permission) select measure_id, kind, '%s' from cause where kind = 'CLOSURE'"
                            .formatted(permission));
        }
        refused(
                "duplicate key",
                """
                insert into cause (measure_id, kind, account_id, case_number, ground, reason, since)
                select measure_id, kind, account_id, case_number, ground, reason, since - interval '1 day' from cause
                where kind = 'CLOSURE'""");
        refused(
                "closure_takes_nothing_before_its_day",
                """
                with forged as (
                    insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                        finding_result, statement_number, effective_at, closure_at, closure_data_until)
                    select 'M-666', case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                        finding_result, statement_number, effective_at, closure_at, closure_data_until
                    from measure where kind = 'CLOSURE' returning *)
                insert into cause (measure_id, kind, account_id, case_number, ground, reason, since)
                select id, kind, subject_id, case_number, ground, clause, effective_at from forged""");
        refused(
                "check constraint",
                """
                insert into cause_permission (measure_id, kind, permission, spares_running)
                select measure_id, kind, 'WORK', true from cause where kind = 'WARNING'""");
    }

    @Test
    void nothing_is_settled_before_the_marketplace_said_so() {
        contract("k-1", ANNA, CARL);
        announced();

        refused(
                "closure_settlement_measure_id_fkey",
                "insert into closure_settlement (measure_id, settled_at) select id, now() from measure where kind = 'CLOSURE'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update closure_choice set exception = 'LEGAL_DUTY'",
                "delete from closure_choice",
                "update closure_signature set signed_by = 'ben'",
                "delete from closure_signature",
                "delete from closure_citation",
                "update measure set closure_at = effective_at",
                "update closure_day set reached_at = now()",
                "delete from closure_payout",
                "delete from closure_settlement",
                "drop trigger check_closure on measure"
            })
    void what_was_chosen_signed_and_settled_cannot_be_rewritten_with_the_applications_role(String attack) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> sql.sql(attack).update()))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }
}
