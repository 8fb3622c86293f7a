package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the exports of a hundred thousand statements take, a tenth of them appealed. Not part of the build:
 * {@code mvn test -Dtest=ComplianceBench}.
 */
class ComplianceBench extends Scenario {
    private static final int STATEMENTS = Integer.getInteger("bench.statements", 100_000);

    @Autowired
    JdbcClient sql;

    @Test
    void the_exports_of_a_hundred_thousand_statements() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fill();
        var day = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        var period = "?from=%s&to=%s".formatted(day.minusDays(1), day);

        for (var what : new String[] {"statements", "figures", "statements", "figures"}) {
            var begun = System.nanoTime();
            var answer = marketplace.file("/api/v1/compliance/" + what + period);
            var ms = (System.nanoTime() - begun) / 1e6;

            assertThat(answer.statusCode()).isEqualTo(200);
            System.out.printf("%s of %d: %.0f ms, %d bytes%n", what, STATEMENTS, ms, answer.body().length);
        }
        assertThat(sql.sql("select max(lines) from compliance_export")
                        .query(Long.class)
                        .single())
                .isEqualTo(STATEMENTS + 1L);
    }

    /** Copies of one real measure with its statement; they share its decision and its mail's row. */
    private void fill() {
        asOwner(
                """
                begin;
                set search_path to fairhold, engine;
                insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                        finding_result, statement_number, effective_at, review_at, ends_at)
                    select 'M-9' || n, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                        finding_result, 'S-9' || n, effective_at, review_at, ends_at from measure, generate_series(1, %1$d) n;
                insert into statement (number, version, measure_id, case_number, issued_at, language, clause, clause_version,
                        lead_report, lead_position, reason_id, reason_sha256, content, content_sha256, outbox_key)
                    select 'S-9' || n, 1, 'M-9' || n, case_number, issued_at, language, clause, clause_version, lead_report,
                        lead_position, reason_id, reason_sha256, content, content_sha256, outbox_key from statement, generate_series(1, %1$d) n;
                insert into appeal (number, case_number, measure_id, text_id, text_sha256, lodged_at, answer_due)
                    select 'A-9' || n, m.case_number, 'M-9' || n, gen_random_uuid(), repeat('0', 64), m.effective_at, m.effective_at + interval '14 days'
                    from measure m, generate_series(10, %1$d, 10) n where m.id not like 'M-9%%';
                commit;
                analyze measure, statement, appeal"""
                        .formatted(STATEMENTS));
    }
}
