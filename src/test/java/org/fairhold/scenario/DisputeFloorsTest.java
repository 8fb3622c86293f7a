package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What must never happen with a dispute, attacked with the application's own role. */
class DisputeFloorsTest extends DisputeScenario {
    private static final String DECISION =
            """
            insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
            select '00000000-0000-0000-0000-000000000666', number, 'attack', 'decideOutcome', '%s', 'ana', opened_at
            from enforcement_case where ground = 'DISPUTE'""";

    private static final String OUTCOME =
            """
            insert into dispute_outcome (decision_id, case_number, outcome, contract_id, currency, amount_minor, disputed_minor,
                for_freelancer_id, for_freelancer_sha256, for_client_id, for_client_sha256, decided_at)
            select d.id, d.case_number, d.outcome, %s, 'USD', %s, %s, gen_random_uuid(), repeat('0', 64), gen_random_uuid(),
                repeat('0', 64), d.decided_at from decision d where d.task_id = 'attack'""";

    private static final String ASK =
            """
            insert into refund_request (decision_id, case_number, contract_id, freelancer_id, client_id, currency, amount_minor,
                asked_at, answer_due)
            select decision_id, case_number, %s, %s, %s, 'USD', %s, decided_at, decided_at + interval '1 day' from dispute_outcome""";

    private static final String CONSENT =
            """
            insert into refund_consent (decision_id, case_number, contract_id, given_by, beneficiary, currency, amount_minor, consent,
                given_at)
            select decision_id, case_number, contract_id, %s, %s, %s, %s, true, asked_at from refund_request""";

    private static final String REFUND =
            """
            insert into refund (decision_id, attempt, case_number, contract_id, freelancer_id, client_id, currency, amount_minor,
                consent, issued_at, command_key)
            select decision_id, %s, case_number, contract_id, freelancer_id, %s, currency, %s, %s, asked_at, 'attack'
            from refund_request""";

    @Autowired
    TransactionTemplate transaction;

    private void refused(String floor, String... attacks) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    for (var attack : attacks) {
                        assertThat(sql.sql(attack).update()).isPositive();
                    }
                }))
                .as(attacks[attacks.length - 1])
                .rootCause()
                .hasMessageContaining(floor);
    }

    private String asked() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);
        comesOut(number, "FOUND_FOR_CLIENT", "USD 200.00");
        return number;
    }

    @Test
    void rule_4_nothing_comes_out_before_both_were_heard() {
        disputed("k-1", 30_000);
        var number = inDispute("k-1");
        assertThat(tells(number, ANNA).status()).isEqualTo(201);

        refused(
                "both parties are heard",
                DECISION.formatted("FOUND_FOR_CLIENT"),
                OUTCOME.formatted("'k-1'", "20000", "30000"));
        refused(
                "a hearing ends when the window of every party has ended",
                "insert into answer_window_end (case_number, ended_at, ended_as) values ('%s', now(), 'LAPSED')"
                        .formatted(number));
        account("dora", "FREELANCER");
        refused(
                "only the parties of a case are heard",
                "insert into answer_window (case_number, account_id, invited_at, answer_due) select case_number, 'dora', invited_at, answer_due from answer_window limit 1");
        refused(
                "only_who_was_invited_answers",
                "insert into answer (case_number, account_id, received_at, text_id, text_sha256) select case_number, 'dora', received_at, text_id, text_sha256 from answer");
    }

    @Test
    void rule_6_no_more_is_found_than_is_disputed_and_only_about_the_disputed_contract() {
        disputed("k-1", 30_000);
        disputed("k-2", 90_000);
        var number = inDispute("k-1");
        bothTell(number);
        var found = DECISION.formatted("FOUND_FOR_CLIENT");

        refused("no_more_than_is_disputed", found, OUTCOME.formatted("'k-1'", "30001", "30000"));
        refused("the contract says 30000 disputed", found, OUTCOME.formatted("'k-1'", "90000", "90000"));
        refused("belongs to an open dispute", found, OUTCOME.formatted("'k-2'", "90000", "90000"));
        refused("outcome_says_what_it_must", found, OUTCOME.formatted("'k-1'", "0", "30000"));
        refused(
                "outcome_says_what_it_must",
                DECISION.formatted("FOUND_FOR_FREELANCER"),
                OUTCOME.formatted("'k-1'", "100", "30000"));
    }

    @Test
    void the_freelancer_is_asked_for_what_came_out_and_consents_to_exactly_that() {
        asked();
        account("dora", "FREELANCER");
        account("emil", "CLIENT");

        refused("only the freelancer of the contract", ASK.formatted("'k-1'", "'dora'", "'carl'", "20000"));
        refused("only the freelancer of the contract", ASK.formatted("'k-1'", "'anna'", "'emil'", "20000"));
        refused("consent_to_what_was_asked", CONSENT.formatted("'carl'", "'carl'", "currency", "amount_minor"));
        refused("consent_to_what_was_asked", CONSENT.formatted("'dora'", "'carl'", "currency", "amount_minor"));
        refused("consent_to_what_was_asked", CONSENT.formatted("'anna'", "'emil'", "currency", "amount_minor"));
        refused("consent_to_what_was_asked", CONSENT.formatted("'anna'", "'carl'", "currency", "amount_minor + 1"));
        refused("consent_to_what_was_asked", CONSENT.formatted("'anna'", "'carl'", "'EUR'", "amount_minor"));
    }

    @Test
    void held_money_never_goes_to_the_client_and_no_refund_is_without_consent_or_twice() {
        var number = asked();
        var consent = CONSENT.formatted("'anna'", "'carl'", "currency", "amount_minor");

        refused(
                "held money never goes to the client",
                consent,
                REFUND.formatted("1", "'carl'", "amount_minor", "true"));
        consents(number, 20_000, false);
        confirmedUntilItsEnd(number);
        refused("belongs to an open case", REFUND.formatted("1", "'carl'", "amount_minor", "true"));

        disputed("k-2", 30_000);
        var second = inDispute("k-2");
        bothTell(second);
        comesOut(second, "AGREED", "USD 50.00");
        var here = " where case_number = '%s'".formatted(second);
        refused("refund_as_consented", REFUND.formatted("1", "'carl'", "amount_minor", "true") + here);
        refused("only_with_consent", REFUND.formatted("1", "'carl'", "amount_minor", "false") + here);
        refused("refund_as_consented", consent + here, REFUND.formatted("1", "'anna'", "amount_minor", "true") + here);
        refused(
                "refund_as_consented",
                consent + here,
                REFUND.formatted("1", "'carl'", "amount_minor + 1", "true") + here);
        refused(
                "this was refunded before",
                consent + here,
                REFUND.formatted("2", "'carl'", "amount_minor", "true") + here);
        refused(
                "this was refunded before",
                consent + here,
                REFUND.formatted("1", "'carl'", "amount_minor", "true") + here,
                REFUND.formatted("2", "'carl'", "amount_minor", "true").replace("'attack'", "'attack2'") + here);
        refused("refund_consent_pkey", consent + here, consent + here);
    }

    @Test
    void a_contract_has_one_open_dispute() {
        contract("k-1", ANNA, CARL);
        inDispute("k-1");

        refused(
                "one_open_dispute",
                """
                insert into enforcement_case (number, subject_id, ground, contract_id, severity, priority, level, language, stage,
                    waiting_for, opened_at, version)
                select 'C-666', 'carl', ground, contract_id, severity, priority, level, language, stage, waiting_for, opened_at, 1
                from enforcement_case""");
        refused(
                "dispute_names_its_contract",
                """
                insert into enforcement_case (number, subject_id, ground, severity, priority, level, language, stage, waiting_for,
                    opened_at, version)
                select 'C-666', 'carl', ground, severity, priority, level, language, stage, waiting_for, opened_at, 1
                from enforcement_case""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update refund_consent set consent = true",
                "update refund_request set amount_minor = 1",
                "update refund set amount_minor = 1",
                "update dispute_outcome set outcome = 'AGREED'",
                "update party_heard set ended_as = 'ANSWERED'",
                "update answer_window set answer_due = invited_at",
                "delete from refund_consent",
                "delete from refund",
                "delete from dispute_outcome",
                "delete from party_heard",
                "drop trigger check_refund on refund"
            })
    void what_was_said_and_consented_to_cannot_be_rewritten_with_the_applications_role(String attack) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> sql.sql(attack).update()))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }
}
