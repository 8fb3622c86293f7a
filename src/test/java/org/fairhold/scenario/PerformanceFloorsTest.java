package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The floors under a measure for poor performance (never-rule 5), attacked with the application's own role. */
class PerformanceFloorsTest extends Contracts {
    private static final String RECORD =
            """
            insert into performance_record (number, case_number, ground, subject_id, taken_at, window_from, content, content_sha256)
            select 'P-666', case_number, ground, subject_id, taken_at, window_from, %s, content_sha256
            from performance_record limit 1""";

    private static final String VERDICT =
            """
            insert into performance_verdict (record_number, case_number, consistent, rule, table_version, judged_at)
            select number, case_number, true, 'attack', 1, taken_at from performance_record where number = 'P-666'""";

    private static final String MEASURE =
            """
            insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                finding_result, performance_record, statement_number, effective_at, review_at, ends_at)
            select 'M-666', case_number, ground, subject_id, %s, clause, clause_version, decision_id, finding_id,
                %s, %s, statement_number, effective_at, effective_at + interval '1 day', ends_at from measure""";

    @Autowired
    JdbcClient sql;

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

    @Test
    void no_measure_without_a_record_that_a_table_found_consistent() {
        var number = harmed();
        decides("ana", number, "WARNING");

        refused("performance_needs_record", MEASURE.formatted("kind", "finding_result", "null"));
        refused(
                "measure_by_consistent_record",
                RECORD.formatted("content"),
                MEASURE.formatted("kind", "finding_result", "'P-666'"));
    }

    @Test
    void no_record_below_the_floors_is_consistent_whatever_somebody_writes_into_it() {
        harmed();
        var thrice =
                """
                jsonb_build_object('categories', '[]'::jsonb, 'contracts', (
                    select jsonb_agg(c) from jsonb_array_elements(content -> 'contracts') c, generate_series(1, 3)
                    where c ->> 'contract' in ('bad-1', 'good-1')))""";
        var twoOfTwo =
                """
                jsonb_set(content, '{contracts}', (select jsonb_agg(c) from jsonb_array_elements(content -> 'contracts') c
                    where c ->> 'contract' in ('bad-1', 'bad-2')))""";
        var threeOfThirtyOne =
                """
                jsonb_set(content, '{contracts}', content -> 'contracts' || (
                    select jsonb_agg(jsonb_build_object('contract', 'x' || n, 'counted', true, 'occurrences', '[]'::jsonb))
                    from generate_series(1, 19) n))""";

        refused("consistent_only_above_the_floors", RECORD.formatted(thrice), VERDICT);
        refused("consistent_only_above_the_floors", RECORD.formatted(twoOfTwo), VERDICT);
        refused("consistent_only_above_the_floors", RECORD.formatted(threeOfThirtyOne), VERDICT);
    }

    @Test
    void no_measure_without_harm_and_no_harm_in_another_case() {
        var number = harmed();
        decides("ana", number, "WARNING");
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");

        refused(
                "performance_needs_harm",
                MEASURE.formatted("kind", "'VIOLATION'", "performance_record")
                        + " where case_number = '%s'".formatted(number));
        refused(
                "measure_finding_result_check",
                MEASURE.formatted("kind", "'NO_HARM'", "performance_record")
                        + " where case_number = '%s'".formatted(number));
        refused(
                "harm_is_found_in_performance",
                """
                insert into finding (decision_id, case_number, ground, result)
                select id, case_number, 'POLICY_VIOLATION', 'HARM' from decision where case_number = '%s' limit 1"""
                        .formatted(spam));
        refused(
                "finding_case_number_ground_fkey",
                """
                insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
                values ('00000000-0000-0000-0000-000000000666', '%s', 'attack', 'reviewPerformance', 'HARM', 'ana', now())"""
                        .formatted(spam),
                """
                insert into finding (decision_id, case_number, ground, result)
                values ('00000000-0000-0000-0000-000000000666', '%s', 'POOR_PERFORMANCE', 'HARM')"""
                        .formatted(spam));
    }

    @Test
    void poor_performance_takes_no_running_work() {
        var number = harmed();
        decides("ana", number, "WARNING");

        refused(
                "performance_leaves_running_work",
                MEASURE.formatted("'SUSPENSION'", "finding_result", "performance_record"));
    }

    @Test
    void what_was_taken_and_said_stays_as_it_was() {
        harmed();

        refused("permission denied", "update performance_record set window_from = taken_at - interval '1 day'");
        refused("permission denied", "delete from performance_record");
        refused("permission denied", "update performance_verdict set consistent = true");
        refused("permission denied", "delete from performance_verdict");
    }
}
