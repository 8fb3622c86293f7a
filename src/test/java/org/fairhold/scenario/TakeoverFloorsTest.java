package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What must never happen with an account that was taken over, attacked with the application's own role. */
class TakeoverFloorsTest extends TakeoverScenario {
    private static final String RESTORE =
            """
            insert into measure_end (measure_id, ended_at, ended_as, decision_id)
            select m.id, m.effective_at, 'RESTORED', (select d.id from decision d where d.case_number = m.case_number
                order by (d.step = 'decideChanges') desc limit 1) from measure m""";

    @Autowired
    TransactionTemplate transaction;

    @Test
    void rule_3_only_the_owner_locks_and_only_a_decision_lifts() {
        takenOver();

        refusedByTheSchema(
                """
                insert into account_lock (number, account_id, case_number, locked_by, locked_at)
                select 'L-666', account_id, case_number, 'DESK', noted_at from takeover""",
                "only_the_owner_locks");
        refusedByTheSchema(
                """
                insert into account_lock (number, account_id, case_number, locked_by, locked_at)
                select 'L-666', 'carl', case_number, 'OWNER', noted_at from takeover""",
                "foreign key");
        assertThat(marketplace
                        .post("/api/v1/accounts/" + ANNA + "/lock", Map.of())
                        .status())
                .isEqualTo(201);
        refusedByTheSchema(
                """
                insert into account_lock_end (lock_number, case_number, ended_as, decision_id, ended_at)
                select number, case_number, 'LIFTED', gen_random_uuid(), locked_at from account_lock""",
                "foreign key");
        refusedByTheSchema("delete from account_lock", "permission denied");
        refusedByTheSchema("update account_lock set account_id = 'carl'", "permission denied");
    }

    @Test
    void rule_7_money_of_a_takeover_is_reversed_by_nobody() {
        paid("k-1", 60_000);
        frozenAgainstTheThief();

        refusedByTheSchema(
                """
                insert into reversal_request (request_id, number, case_number, ground, outcome, finding_id, finding_result, measure_id,
                    line, currency, amount_minor, open_minor, contract_id, beneficiary, requested_by, requested_at)
                select d.id, 1, l.case_number, 'ACCOUNT_TAKEOVER', 'REVERSE', d.id, 'VIOLATION', l.measure_id, l.number, l.currency, 1,
                    l.open_minor, 'k-1', 'carl', 'fay', l.placed_at
                from hold_line l join decision d on d.case_number = l.case_number limit 1""",
                "only_fraud_asks_for_a_reversal");
        refusedByTheSchema(
                """
                insert into finding (decision_id, case_number, ground, result)
                select d.id, d.case_number, 'ACCOUNT_TAKEOVER', 'VIOLATION' from decision d""",
                "takeover_finds_nothing_against_the_owner");
    }

    @Test
    void rule_10_nothing_but_the_freeze_is_ever_imposed_on_the_owner() {
        frozenAgainstTheThief();

        refusedByTheSchema(
                """
                insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, statement_number,
                    effective_at, review_at, ends_at)
                select 'M-666', case_number, ground, subject_id, 'SUSPENSION', clause, clause_version, decision_id, statement_number,
                    effective_at, review_at, review_at + interval '1 day' from measure""",
                "takeover_only_freezes");
    }

    @Test
    void rule_10_an_account_is_restored_to_nobody_who_is_not_proven_and_with_nothing_unsettled() {
        var session = thiefSignsIn();
        var payout = thiefDid(session, "CHANGE_PAYOUT", Map.of());
        var message = thiefDid(session, "MESSAGE", Map.of());
        var number = frozenAgainstTheThief();

        refusedByTheSchema(RESTORE, "by a decision about what was changed");
        refusedByTheSchema(
                """
                insert into change_decision (case_number, change_id, decision_id, outcome, command_key)
                select t.case_number, '%s', d.id, 'UNDO', 'key' from takeover t join decision d using (case_number)"""
                        .formatted(message),
                "only_what_can_be_undone_is");
        refusedByTheSchema(
                """
                insert into change_decision (case_number, change_id, decision_id, outcome)
                select t.case_number, '%s', d.id, 'UNDO' from takeover t join decision d using (case_number)"""
                        .formatted(payout),
                "undone_or_told_by_command");
        transaction.executeWithoutResult(status -> {
            assertThat(sql.sql(
                                    """
                                    insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
                                    select gen_random_uuid(), case_number, 'made-up', 'decideChanges', 'DECIDED', 'fay', noted_at from takeover""")
                            .update())
                    .isEqualTo(1);
            assertThatThrownBy(() -> sql.sql(RESTORE).update())
                    .rootCause()
                    .hasMessageContaining("to an owner who is proven");
            status.setRollbackOnly();
        });
        isProven();
        transaction.executeWithoutResult(status -> {
            assertThat(sql.sql(
                                    """
                                    insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
                                    select gen_random_uuid(), case_number, 'made-up', 'decideChanges', 'DECIDED', 'fay', noted_at from takeover""")
                            .update())
                    .isEqualTo(1);
            assertThatThrownBy(() -> sql.sql(RESTORE).update()).rootCause().hasMessageContaining("is not settled");
            status.setRollbackOnly();
        });
        assertThat(theCase(number).get("stage").asText()).isEqualTo("MEASURE_IN_FORCE");
        refusedByTheSchema("update takeover_change set can_be_undone = true", "permission denied");
        refusedByTheSchema("delete from takeover_change", "permission denied");
        refusedByTheSchema("update takeover set suspected_since = noted_at", "permission denied");
    }

    @Test
    void rule_10_a_channel_that_the_thief_may_have_changed_proves_nothing() {
        hasAddresses("thief@evil.example", "thief@second.example", 2);
        takenOver();

        for (var channel : new String[] {"EMAIL", "SECOND_EMAIL"}) {
            refusedByTheSchema(
                    """
                    insert into owner_proof (id, case_number, channel, proven, reported_at)
                    select gen_random_uuid(), case_number, '%s', true, noted_at from takeover"""
                            .formatted(channel),
                    "was changed since the suspected time");
        }
        refusedByTheSchema(
                """
                insert into owner_proof (id, case_number, channel, proven, reported_at)
                select gen_random_uuid(), case_number, 'PIGEON', true, noted_at from takeover""",
                "owner_proof_channel_check");
        refusedByTheSchema("update owner_proof set proven = true", "permission denied");
    }

    @Test
    void a_takeover_is_noted_of_the_cases_own_account_only() {
        takenOver();
        var spam = opened(ANNA, "SPAM_APPLICATIONS");

        refusedByTheSchema(
                """
                insert into takeover (case_number, ground, account_id, suspected_since, noted_at)
                select number, 'ACCOUNT_TAKEOVER', 'anna', opened_at, opened_at from enforcement_case where number = '%s'"""
                        .formatted(spam),
                "foreign key");
    }
}
